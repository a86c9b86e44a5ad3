"""An uncaught error and its traceback: encode error."""

'é'.encode('ascii')
