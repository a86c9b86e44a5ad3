# reprlib: limits, nesting, subclasses, indentation, recursive_repr.
import reprlib
from array import array
from collections import deque


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


for value in (list(range(100)), "x" * 100, set(range(20)), {i: i for i in range(10)}, (1,), (), [], 10 ** 100, [[[[[[[[1]]]]]]]], deque(range(20)), frozenset(range(9)), {}, set(), frozenset(), "a\nb\"'" * 10, 3.14, b"x" * 50, array("i", range(9)), array("i"), {1: {2: {3: {}}}}, True, None, "short", range(10 ** 20)):
    print(reprlib.repr(value))
r = reprlib.Repr(maxlist=2, maxdict=1, maxstring=8, maxlevel=2, fillvalue="~")
print(r.repr([1, 2, 3]), r.repr({1: 1, 2: 2}), r.repr("abcdefghijk"), r.repr([[[1]]]), r.repr([1, [2, [3]]]))
r.maxlong = 10
r.maxother = 12
r.maxtuple = r.maxset = 1
print(r.repr(12345678901234567890), r.repr(1.2345678901234567), r.repr((1, 2)), r.repr({1, 2}))
r = reprlib.Repr(indent=2)
print(r.repr([1, [2, 3], {"a": (4,)}, set(), []]))
r.indent = "->"
print(r.repr([[1, 2], {1: 2}, (5,)]))
r.indent = -1
check(lambda: r.repr([1]))
r.indent = 1.5
check(lambda: r.repr([1]))


class Broken:
    def __repr__(self):
        raise ValueError


print(reprlib.repr(Broken()).split(" at ")[0])


class Mine(reprlib.Repr):
    def repr_float(self, x, level):
        return f"<{x:.1f} at {level}>"

    def repr_Named(self, x, level):
        return "named"


class Named:
    pass


print(Mine().repr([1.25, [Named()]]), Mine().repr1(2.5, 1))


class Node:
    def __init__(self):
        self.children = [self]

    @reprlib.recursive_repr()
    def __repr__(self):
        "doc"
        return f"Node({self.children!r})"


class Other:
    @reprlib.recursive_repr(fillvalue="<again>")
    def __repr__(self):
        return f"Other({self!r})"


print(Node(), Other(), Node.__repr__.__name__, Node.__repr__.__doc__, Node.__repr__.__wrapped__.__name__, reprlib.aRepr.maxlist, sorted(reprlib.__all__))
