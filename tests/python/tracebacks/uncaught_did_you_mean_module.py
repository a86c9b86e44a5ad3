"""An uncaught error and its traceback: did you mean module."""

print(json.dumps({}))
