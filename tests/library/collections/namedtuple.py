# Named tuples: making, fields, methods, errors.
import copy
import pickle
from collections import namedtuple


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


Point = namedtuple("Point", ["x", "y"])
p = Point(1, 2)
print(p, p.x, p.y, p[0], p[-1], len(p), list(p), p == (1, 2), hash(p) == hash((1, 2)))
print(Point._fields, Point._field_defaults, Point.__match_args__, Point.__slots__)
print(Point.__doc__, Point.x.__doc__, Point.__new__.__doc__)
print(Point._make([3, 4]), p._replace(x=9), p._asdict(), type(p._asdict()).__name__)
print(Point(x=1, y=2), Point(1, y=5))
print(p + (3,), p * 2, p[:1], p < Point(1, 3), 2 in p, p.index(2), p.count(1))
print(repr(namedtuple("Empty", "")()), namedtuple("One", "a")(1))
print(namedtuple("S", "a, b c")._fields, namedtuple("S", ("a", "b"))._fields)
D = namedtuple("D", "a b c", defaults=[7, 8])
print(D(1), D(1, 2), D._field_defaults, D.__new__.__defaults__)
R = namedtuple("R", ["a", "def", "a", "_x", "1b"], rename=True)
print(R._fields)
M = namedtuple("M", "a", module="elsewhere")
print(M.__module__, Point.__module__, Point.__qualname__)
x, y = p
print(x, y)
print("%s-%s" % p, "{0.x} {0.y}".format(p), "{}/{}".format(*p))
print(Point(**{"x": 1, "y": 2}), isinstance(p, tuple), issubclass(Point, tuple))
match p:
    case Point(1, b):
        print("matched", b)
match p:
    case Point(x=1, y=b):
        print("by name", b)


class Vector(namedtuple("VectorBase", "x y")):
    __slots__ = ()

    @property
    def size(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __str__(self):
        return f"<{self.x}, {self.y}>"

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)


v = Vector(3, 4)
print(v, repr(v), v.size, v + v, v._replace(y=0), type(v._replace(y=0)).__name__)
check(lambda: setattr(v, "z", 1))
print(copy.copy(p), copy.deepcopy(p), pickle.loads(pickle.dumps(p)) == p)
print(copy.replace(p, y=7))
check(lambda: Point())
check(lambda: Point(1))
check(lambda: Point(1, 2, 3))
check(lambda: Point(1, z=3))
check(lambda: Point(1, x=3))
check(lambda: Point._make([1]))
check(lambda: Point._make(5))
check(lambda: p._replace(z=1))
check(lambda: p._replace(z=1, w=2))
check(lambda: setattr(p, "x", 3))
check(lambda: p.z)
check(lambda: namedtuple("1a", "x"))
check(lambda: namedtuple("class", "x"))
check(lambda: namedtuple("A", "x x"))
check(lambda: namedtuple("A", "_x"))
check(lambda: namedtuple("A", "x for"))
check(lambda: namedtuple("A", "x 2"))
check(lambda: namedtuple("A", "x", defaults=[1, 2]))
check(lambda: namedtuple("A", 5))
check(lambda: namedtuple("A"))
check(lambda: namedtuple("A", "x", True))
check(lambda: namedtuple(5, "x"))
check(lambda: p[5])
check(lambda: p < 5)
