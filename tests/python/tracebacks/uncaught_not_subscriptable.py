"""An uncaught error and its traceback: not subscriptable."""

5[0]
