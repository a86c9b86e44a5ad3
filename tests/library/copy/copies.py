# copy: shallow and deep copies, hooks, memo, replace.
import copy
from collections import OrderedDict, defaultdict, deque, namedtuple
from copy import copy as shallow, deepcopy


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


nested = [[1, 2], {"a": [3]}, (4, [5]), {6}, "text"]
s, d = shallow(nested), deepcopy(nested)
nested[0].append(99)
nested[1]["a"].append(98)
nested[2][1].append(97)
print(s, d, s[0] is nested[0], d[0] is nested[0], s is nested)
for value in (1, 1.5, "x", b"x", None, True, (1, 2), frozenset([1]), len, int, range(3), ..., NotImplemented, lambda: 0, slice(1)):
    print(type(value).__name__, shallow(value) is value, deepcopy(value) is value)
t = (1, [2])
print(deepcopy(t) is t, deepcopy(t) == t, deepcopy((1, (2, 3))) is not None, deepcopy([(1, 2)])[0])
shared = [1]
pair = deepcopy([shared, shared])
print(pair[0] is pair[1])
loop = [1]
loop.append(loop)
c = deepcopy(loop)
print(c[1] is c, c is loop)
table = {}
table["self"] = table
c = deepcopy(table)
print(c["self"] is c)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"


p = Point([1], 2)
s, d = shallow(p), deepcopy(p)
p.x.append(3)
print(p, s, d, s.x is p.x, type(d).__name__)


class Hooks:
    def __init__(self, v):
        self.v = v

    def __copy__(self):
        return Hooks(("copied", self.v))

    def __deepcopy__(self, memo):
        return Hooks(("deep", deepcopy(self.v, memo)))


print(shallow(Hooks(1)).v, deepcopy(Hooks([1])).v, deepcopy([Hooks(2)])[0].v)


class State:
    def __init__(self):
        self.a, self.cache = 1, "heavy"

    def __getstate__(self):
        return {"a": self.a}

    def __setstate__(self, state):
        self.__dict__.update(state, cache="empty")


print(vars(shallow(State())), vars(deepcopy(State())))


class Reduced:
    def __init__(self, v):
        self.v = v

    def __reduce__(self):
        return Reduced, (self.v * 2,)


print(shallow(Reduced(4)).v, deepcopy(Reduced([1])).v)


class Slots:
    __slots__ = ("a", "b")


o = Slots()
o.a = [1]
c = deepcopy(o)
print(c.a, c.a is o.a, hasattr(c, "b"), shallow(o).a is o.a)


class MyList(list):
    pass


m = MyList([1, [2]])
m.tag = ["t"]
c = deepcopy(m)
print(c, type(c).__name__, c.tag, c.tag is m.tag, shallow(m).tag is m.tag)
NT = namedtuple("NT", "a b")
print(deepcopy(NT([1], 2)), shallow(NT(1, 2)), deepcopy(defaultdict(list, a=[1])), deepcopy(OrderedDict(a=[1])), deepcopy(deque([[1]], 3)), deepcopy({1, 2}), deepcopy(bytearray(b"x")), deepcopy(frozenset([(1, 2)])))
e = ValueError("message", 5)
e.extra = [1]
c = deepcopy(e)
print(repr(c), c.extra, c.extra is e.extra, repr(shallow(e)))
memo = {}
deepcopy([shared], memo)
print(id(shared) in memo, deepcopy(shared, {id(shared): "from memo"}))
check(lambda: shallow(x for x in []))
check(lambda: deepcopy(x for x in []))
check(lambda: deepcopy(open))
import threading
check(lambda: deepcopy(threading.Lock()))
check(lambda: copy.replace(5, x=1))
check(lambda: copy.replace(NT(1, 2), a=9))
print(copy.Error, copy.error is copy.Error, issubclass(copy.Error, Exception), sorted(copy.__all__))


class Bound:
    def __init__(self):
        self.items = []
        self.callback = self.add

    def add(self, x):
        self.items.append(x)


b = Bound()
c = deepcopy(b)
c.callback(1)
print(b.items, c.items)
deep = []
for _ in range(150):
    deep = [deep]
print(str(deepcopy(deep)).count("["))


def endless():
    x = []
    for _ in range(100000):
        x = [x]
    return deepcopy(x)


try:
    endless()
except RecursionError as e:
    print("RecursionError")
