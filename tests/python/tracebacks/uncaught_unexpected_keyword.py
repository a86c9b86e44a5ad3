"""An uncaught error and its traceback: unexpected keyword."""

def f(a):
    pass


f(1, x=2)
