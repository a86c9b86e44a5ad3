"""An uncaught error and its traceback: call chain."""

def first(x):
    return second(x) + 1


def second(x):
    return x / 0


first(1)
