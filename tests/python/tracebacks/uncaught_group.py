"""An uncaught error and its traceback: group."""

raise ExceptionGroup('several', [ValueError(1), TypeError('t')])
