"""An uncaught error and its traceback: bytes and text."""

b'a' + 'a'
