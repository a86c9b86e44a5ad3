"""An uncaught error and its traceback: unpack too many."""

a, b = 1, 2, 3
