"""An uncaught error and its traceback: multiple values."""

def f(a):
    pass


f(1, a=2)
