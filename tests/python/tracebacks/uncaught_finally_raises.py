"""An uncaught error and its traceback: finally raises."""

try:
    1 / 0
finally:
    raise KeyError('finally')
