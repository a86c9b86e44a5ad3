"""An uncaught error and its traceback: long line."""

x = {'some key': 'some value', 'another key': 'another value', 'third': 1}['a key that is missing from it'] + 'tail'
