"""An uncaught error and its traceback: no item assignment."""

(1, 2)[0] = 5
