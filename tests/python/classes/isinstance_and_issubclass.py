# Class tests with one class, tuples and unions.
class A:
    pass


class B(A):
    pass


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


print(isinstance(B(), A), isinstance(A(), B), isinstance(5, (str, int)), isinstance(5, int | str))
print(isinstance(5, object), isinstance(A, type), isinstance(True, int), isinstance(None, type(None)))
print(issubclass(B, (int, A)), issubclass(A, A), issubclass(bool, int | str))
print(isinstance(5, ((str, float), (int,))), isinstance("x", ()))
outcome(lambda: issubclass(5, int))
outcome(lambda: issubclass(int, 5))
outcome(lambda: isinstance(5, [int]))
outcome(lambda: issubclass(A(), A))
b = B()
b.__class__ = A
print(type(b).__name__, isinstance(b, B))
outcome(lambda: setattr(b, "__class__", int))
