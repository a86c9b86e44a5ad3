"""An uncaught error and its traceback: yield from chain."""

def inner():
    yield 1
    raise KeyError('x')


def outer():
    yield from inner()


list(outer())
