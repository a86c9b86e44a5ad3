"""An uncaught error and its traceback: multi line expression."""

x = (1 +
     2 +
     'a')
