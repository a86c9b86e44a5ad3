"""An uncaught error and its traceback: sort key."""

sorted([1, 'a'], key=lambda x: x + 1)
