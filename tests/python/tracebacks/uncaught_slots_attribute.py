"""An uncaught error and its traceback: slots attribute."""

class P:
    __slots__ = ('x',)


P().y = 1
