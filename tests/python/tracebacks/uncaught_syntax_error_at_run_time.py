"""An uncaught error and its traceback: syntax error at run time."""

compile('a b', 'text.py', 'exec')
