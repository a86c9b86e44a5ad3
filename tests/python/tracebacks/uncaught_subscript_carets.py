"""An uncaught error and its traceback: subscript carets."""

data = {'a': [1]}
print(data['a'][0][1])
