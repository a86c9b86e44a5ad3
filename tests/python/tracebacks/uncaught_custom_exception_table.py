"""An uncaught error and its traceback: custom exception."""

class MyError(Exception):
    def __str__(self):
        return 'my text'


raise MyError(1, 2)
