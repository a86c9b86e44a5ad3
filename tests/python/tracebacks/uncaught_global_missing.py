"""An uncaught error and its traceback: global missing."""

def f():
    return nowhere


f()
