"""An uncaught error and its traceback: double starred call."""

print(**5)
