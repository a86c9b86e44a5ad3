"""An uncaught error and its traceback: raise from none."""

try:
    int('x')
except ValueError:
    raise RuntimeError('bad input') from None
