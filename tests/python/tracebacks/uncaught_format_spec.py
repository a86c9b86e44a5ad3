"""An uncaught error and its traceback: format spec."""

print(f'{5:q}')
