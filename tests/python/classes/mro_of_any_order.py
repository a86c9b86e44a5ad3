"""A metaclass may order the classes to look in as it likes, the class itself included."""


class Reversed(type):
    def mro(cls):
        return super().mro()[::-1]


class A:
    def who(self):
        return "A"


class B(A, metaclass=Reversed):
    def who(self):
        return "B"


print([c.__name__ for c in B.__mro__])
print(B().who(), B.who(None))


class Without(type):
    def mro(cls):
        return [A, object]


try:

    class C(A, metaclass=Without):
        pass

except TypeError as error:
    print(error)
for given in ([1], 5, [dict, object]):

    class Wrong(type):
        def mro(cls):
            return given

    try:

        class D(metaclass=Wrong):
            pass

    except TypeError as error:
        print(error)
