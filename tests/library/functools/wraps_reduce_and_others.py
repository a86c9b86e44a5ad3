# wraps, update_wrapper, reduce, cmp_to_key, total_ordering, cached_property.
import functools
from functools import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


def trace(f):
    @wraps(f)
    def wrapper(*args, **kw):
        "wrapper's text"
        print("calling", f.__name__)
        return f(*args, **kw)
    return wrapper


@trace
def add(a: int, b: int = 2) -> int:
    "Add two numbers."
    return a + b


add.tag = "t"
print(add(1), add.__name__, add.__doc__, add.__annotations__, add.__wrapped__(5, 5), add.__qualname__, add.__module__)
again = trace(add)
print(again.tag, again.__wrapped__ is add)


def inner():
    pass


inner.x = 1
target = lambda: 0
target.y = 2
update_wrapper(target, inner, assigned=("__name__", "missing"), updated=("__dict__",))
print(target.__name__, target.x, target.y, target.__doc__)
print(wraps(print)(lambda: 0).__name__, WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
check(lambda: update_wrapper(lambda: 0, inner, updated=("nothing",)))

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 10), reduce(max, "hello"), reduce(print, [], "start"), reduce(print, ["only"]))
check(lambda: reduce(max, []))
check(lambda: reduce(max))
check(lambda: reduce(max, 5))
check(lambda: reduce(5, [1, 2]))
check(lambda: reduce(lambda a, b: a / b, [1, 0]))


def by_length(a, b):
    return len(a) - len(b)


print(sorted(["ccc", "a", "bb"], key=cmp_to_key(by_length)), max("aa", "b", key=cmp_to_key(by_length)))
key = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(key(1) < key(2), key(1) == key(1), key(2) >= key(3), key(1) != key(2), key(5).obj)
check(lambda: key(1) < 5)
check(lambda: hash(key(1)))
check(lambda: key())
check(lambda: cmp_to_key(lambda a, b: 1 / 0)(1) < key(2))
check(lambda: cmp_to_key())


@total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b = Version(1, 2), Version(1, 10)
print(a < b, a <= b, a > b, a >= b, a == b, a != b, sorted([b, a]), max(a, b), a <= Version(1, 2), a >= Version(1, 2))
check(lambda: a < 5)
check(lambda: a >= 5)
for method in ("__lt__", "__le__", "__gt__", "__ge__"):
    cls = type("C", (), {
        "__init__": lambda self, n: setattr(self, "n", n),
        "__eq__": lambda self, other: self.n == other.n,
        method: {"__lt__": lambda s, o: s.n < o.n, "__le__": lambda s, o: s.n <= o.n,
                 "__gt__": lambda s, o: s.n > o.n, "__ge__": lambda s, o: s.n >= o.n}[method],
    })
    cls = total_ordering(cls)
    x, y = cls(1), cls(2)
    print(method, x < y, x <= y, x > y, x >= y, y < x, x <= cls(1), x >= cls(1), cls.__gt__.__name__)
check(lambda: total_ordering(type("D", (), {})))


class Data:
    def __init__(self):
        self.computed = 0

    @cached_property
    def total(self):
        "the total"
        self.computed += 1
        return 42


d = Data()
print(d.total, d.total, d.computed, "total" in d.__dict__, Data.total.__doc__, type(Data.total).__name__)
del d.total
d.total
print(d.computed)
d.total = 7
print(d.total)


class Slotted:
    __slots__ = ()

    @cached_property
    def x(self):
        return 1


check(lambda: Slotted().x)
prop = cached_property(lambda self: 1)
check(lambda: prop.__get__(d))


def twice():
    class E:
        a = prop2 = cached_property(lambda self: 1)
    return E


check(twice)
print(cached_property[int], sorted(functools.__all__))
