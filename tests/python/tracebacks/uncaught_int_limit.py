"""An uncaught error and its traceback: int limit."""

print(10 ** 5000)
