"""An uncaught error and its traceback: multi line call."""

def f(a, b):
    return a + b


f(
    1,
    'x',
)
