"""An uncaught error and its traceback: operator carets."""

a, b, c = 1, 2, 'x'
result = a + b * c - a
