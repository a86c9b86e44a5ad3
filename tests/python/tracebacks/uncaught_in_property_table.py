"""An uncaught error and its traceback: in property."""

class A:
    @property
    def p(self):
        return self.q


A().p
