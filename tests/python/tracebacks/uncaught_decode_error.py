"""An uncaught error and its traceback: decode error."""

b'\xff\xfe'.decode()
