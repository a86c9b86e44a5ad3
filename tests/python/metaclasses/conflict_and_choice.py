"""The most derived metaclass makes the class; unrelated ones conflict."""


class M1(type):
    pass


class M2(M1):
    pass


class M3(type):
    pass


class A(metaclass=M1):
    pass


class B(metaclass=M2):
    pass


class C(metaclass=M3):
    pass


class AB(A, B):
    pass


print(type(AB).__name__, type(type("X", (A, B), {})).__name__)
for bases in ((A, C), (C, B)):
    try:
        type("X", bases, {})
    except TypeError as error:
        print(error)
try:

    class D(A, metaclass=M3):
        pass

except TypeError as error:
    print(error)
for args in ((), ("X",), ("X", ()), ("X", 5, {}), ("X", (), 5), (5, (), {}), ("X", (5,), {}), ("X", (A, A), {}), ("X\0", (), {})):
    try:
        print(type(*args))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for base in (bool, type(None), type(range(1)), type(lambda: 1), slice):
    try:
        type("X", (base,), {})
    except TypeError as error:
        print(error)
