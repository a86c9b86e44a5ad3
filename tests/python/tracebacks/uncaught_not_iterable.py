"""An uncaught error and its traceback: not iterable."""

for x in 5:
    pass
