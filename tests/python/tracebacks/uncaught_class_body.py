"""An uncaught error and its traceback: class body."""

class A:
    x = 1
    y = x.z
