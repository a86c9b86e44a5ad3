"""An uncaught error and its traceback: chained comparison."""

1 < 2 < 'a'
