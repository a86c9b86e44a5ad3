"""An uncaught error and its traceback: attribute of none."""

value = None
value.upper()
