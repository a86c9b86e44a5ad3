# bool and NoneType cannot be extended; int can be asked for bool.
try:
    class Maybe(bool):
        pass
except TypeError as error:
    print(error)
print(issubclass(bool, int), bool.__mro__)
print(isinstance(True, int), type(True) is int, bool.__bases__)


class Truthy(int):
    def __bool__(self):
        return True


print(bool(Truthy(0)), Truthy(0) == 0, Truthy(0) or "or")
