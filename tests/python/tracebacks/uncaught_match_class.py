"""An uncaught error and its traceback: match class."""

match 5:
    case int(a, b):
        pass
