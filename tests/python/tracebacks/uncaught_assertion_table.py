"""An uncaught error and its traceback: assertion."""

x = 3
assert x > 5, f'{x} is small'
