"""An uncaught error and its traceback: missing self."""

class A:
    def f(self):
        return count
    count = 1


A().f()
