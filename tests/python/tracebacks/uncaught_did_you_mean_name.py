"""An uncaught error and its traceback: did you mean name."""

counter = 1
print(conter)
