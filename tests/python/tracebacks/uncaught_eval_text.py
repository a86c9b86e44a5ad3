"""An uncaught error and its traceback: eval text."""

eval('1 / 0')
