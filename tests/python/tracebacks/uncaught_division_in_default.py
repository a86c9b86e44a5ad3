"""An uncaught error and its traceback: division in default."""

def f(x=1 / 0):
    pass
