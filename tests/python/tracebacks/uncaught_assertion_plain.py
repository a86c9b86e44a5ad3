"""An uncaught error and its traceback: assertion plain."""

assert 1 == 2
