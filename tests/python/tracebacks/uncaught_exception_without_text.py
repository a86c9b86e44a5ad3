"""An uncaught error and its traceback: exception without text."""

raise ValueError
