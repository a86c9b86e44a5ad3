"""An uncaught error and its traceback: unhashable key."""

{[]: 1}
