"""An uncaught error and its traceback: nested group."""

raise ExceptionGroup('outer', [ExceptionGroup('inner', [KeyError('k')]), OSError(2, 'no')])
