"""An uncaught error and its traceback: in lambda."""

check = lambda x: x.missing
check(5)
