# __slots__ fixes the attributes of instances.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


p = Point(1, 2)
print(p.x, p.y)
p.x += 10
print(p.x)
outcome(lambda: setattr(p, "z", 3))
outcome(lambda: p.__dict__)
del p.x
outcome(lambda: p.x)
outcome(lambda: delattr(p, "x"))
p.x = 5
print(p.x, Point.__slots__)


class Open(Point):
    pass


o = Open(1, 2)
o.z = 3
print(o.x, o.z, o.__dict__)


class Single:
    __slots__ = "name"


s = Single()
s.name = "n"
print(s.name)
try:
    class Conflict:
        __slots__ = ("a",)
        a = 1
except ValueError as error:
    print(error)
