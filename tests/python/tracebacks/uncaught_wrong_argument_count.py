"""An uncaught error and its traceback: wrong argument count."""

def f(a, b, *, c):
    pass


f(1)
