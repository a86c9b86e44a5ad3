"""An uncaught error and its traceback: unpack too few."""

a, b, *c = [1]
