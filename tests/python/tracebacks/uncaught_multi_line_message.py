"""An uncaught error and its traceback: multi line message."""

raise ValueError('line one\nline two')
