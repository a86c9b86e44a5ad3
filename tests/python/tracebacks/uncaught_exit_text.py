"""An uncaught error and its traceback: exit text."""

raise SystemExit('message to stderr')
