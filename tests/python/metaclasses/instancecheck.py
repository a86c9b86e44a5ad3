"""isinstance and issubclass ask the metaclass."""


class Meta(type):
    def __instancecheck__(cls, x):
        print("instance?", x)
        return x == 5

    def __subclasscheck__(cls, c):
        print("subclass?", c.__name__)
        return c is int


class Fives(metaclass=Meta):
    pass


print(isinstance(5, Fives), isinstance(6, Fives), isinstance(Fives(), Fives))
print(issubclass(int, Fives), issubclass(str, (bytes, Fives)), issubclass(Fives, Fives))
print(isinstance(5, (str, (Fives, list))), isinstance(1, int | str), issubclass(bool, int | None))
for args in ((1, 5), (1, (int, 5)), (1, [int])):
    try:
        print(isinstance(*args))
    except TypeError as error:
        print(error)
for args in ((1, int), (int, 5), (int, "x")):
    try:
        print(issubclass(*args))
    except TypeError as error:
        print(error)
try:
    isinstance([], list[int])
except TypeError as error:
    print(error)
