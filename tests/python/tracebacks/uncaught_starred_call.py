"""An uncaught error and its traceback: starred call."""

print(*5)
