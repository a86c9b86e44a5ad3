"""The mro() of a metaclass has to begin with the class itself.

CPython lets it give any order at all. In biji a class always looks into its own namespace first, so
another order is refused; ancestors may come in any order.
"""


class Own(type):
    def mro(cls):
        order = super().mro()
        return [order[0], *sorted(order[1:], key=lambda c: c.__name__)]


class B:
    pass


class A(B):
    pass


class C(A, metaclass=Own):
    pass


print([c.__name__ for c in C.__mro__])


class Reversed(type):
    def mro(cls):
        return super().mro()[::-1]


try:

    class D(metaclass=Reversed):
        pass

except TypeError as error:
    print(error)
