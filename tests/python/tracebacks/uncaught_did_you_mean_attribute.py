"""An uncaught error and its traceback: did you mean attribute."""

'abc'.uper()
