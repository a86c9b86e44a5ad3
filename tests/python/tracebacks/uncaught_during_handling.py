"""An uncaught error and its traceback: during handling."""

try:
    {}['k']
except KeyError:
    [][1]
