"""An uncaught error and its traceback: del missing."""

del nothing
