"""An uncaught error and its traceback: not callable."""

5()
