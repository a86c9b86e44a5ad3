"""An uncaught error and its traceback: raise class with arguments."""

raise KeyError('a key', 5)
