"""An uncaught error and its traceback: key in nested dict."""

config = {'a': {'b': 1}}
print(config['a']['c'])
