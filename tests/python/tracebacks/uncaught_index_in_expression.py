"""An uncaught error and its traceback: index in expression."""

numbers = [1, 2]
total = numbers[0] + numbers[5] + 1
