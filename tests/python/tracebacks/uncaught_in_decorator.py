"""An uncaught error and its traceback: in decorator."""

def wrap(f):
    def inner(*args):
        return f(*args)
    return inner


@wrap
def half(x):
    return x / 'a'


half(1)
