"""An uncaught error and its traceback: augmented assignment."""

x = 'a'
x -= 1
