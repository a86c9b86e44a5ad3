"""An uncaught error and its traceback: exec text."""

exec('a = 1\nb = a / 0\n')
