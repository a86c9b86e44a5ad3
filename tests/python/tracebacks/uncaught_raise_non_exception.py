"""An uncaught error and its traceback: raise non exception."""

raise 5
