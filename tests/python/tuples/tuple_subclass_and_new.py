"""A subclass of tuple is made by __new__, and behaves as a tuple."""


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    def __add__(self, other):
        return Point(self[0] + other[0], self[1] + other[1])


p = Point(1, 2)
print(p, p.x, p + (3, 4), type(p + p).__name__, p == (1, 2), hash(p) == hash((1, 2)), p[::-1], type(p[:]).__name__, len(p), (0,) + p)
p.extra = 5
print(p.extra, p.__dict__)
try:
    p.x = 3
except AttributeError as error:
    print(error)
try:
    p[0] = 3
except TypeError as error:
    print(error)
x, y = p
print(x, y, isinstance(p, tuple), tuple(p), type(tuple(p)).__name__, "%s-%s" % p)
try:
    Point(1)
except TypeError as error:
    print(error)
for args in ((1,), (1, 2)):
    try:
        print(tuple(*args))
    except TypeError as error:
        print(error)
print(tuple(), tuple("ab"), tuple({1: 2}), tuple(range(3)), tuple(x for x in "xy"))


class Slotted(tuple):
    __slots__ = ()


try:
    Slotted([1]).x = 1
except AttributeError as error:
    print(error)
try:

    class Wrong(tuple):
        __slots__ = ("a",)

except TypeError as error:
    print(error)
