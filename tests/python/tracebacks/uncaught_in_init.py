"""An uncaught error and its traceback: in init."""

class A:
    def __init__(self, x):
        self.x = int(x)


A('five')
