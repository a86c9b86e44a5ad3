"""An uncaught error and its traceback: dict display."""

{'a': 1, 'b': 1 / 0}
