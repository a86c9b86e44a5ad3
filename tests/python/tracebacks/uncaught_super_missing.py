"""An uncaught error and its traceback: super missing."""

class A:
    def f(self):
        super().f()


A().f()
