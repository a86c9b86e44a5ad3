"""An uncaught error and its traceback: keyboard."""

raise KeyboardInterrupt
