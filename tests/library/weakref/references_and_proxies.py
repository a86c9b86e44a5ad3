# weakref: ref, proxy, callbacks, what can be referred to.
import gc
import weakref


def check(make):
    try:
        print(make())
    except BaseException as e:
        print(type(e).__name__, e, sep=": ")


class C:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"C({self.n})"

    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i * 2

    def __add__(self, other):
        return self.n, other

    def __call__(self, *args):
        return args

    def __iter__(self):
        return iter([1, 2])

    def __eq__(self, other):
        return isinstance(other, C) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __contains__(self, x):
        return x == self.n

    def __bool__(self):
        return True


a = C(1)
r = weakref.ref(a)
print(r() is a, r is weakref.ref(a), weakref.getweakrefcount(a), a.__weakref__ is r, type(r))
r1 = weakref.ref(a, lambda ref: print("first callback", ref(), ref is r1))
r2 = weakref.ref(a, lambda ref: print("second callback", ref()))
print(weakref.getweakrefcount(a), len(weakref.getweakrefs(a)), r == r1, r != r1, hash(r) == hash(a), callable(r1.__callback__), r.__callback__, r in {r1})
p = weakref.proxy(a)
print(p.n, len(p), p[4], p + 1, p(1, 2), list(p), str(p), type(p), isinstance(p, C), p == C(1), 1 in p, bool(p), p.__class__)
p.n = 5
print(a.n)
a.n = 1
del p.n
check(lambda: a.n)
a.n = 1
check(lambda: hash(p))
check(lambda: p.missing)
print(weakref.proxy(a) is p)
del a
print(r(), r1(), r == r1, r == r, hash(r), r1.__callback__)
check(lambda: p.n)
check(lambda: str(p))
check(lambda: len(p))
check(lambda: p + 1)
late = weakref.ref(C(2))
print(late())
check(lambda: hash(late))


class Plain:
    pass


q = weakref.proxy(Plain())
check(lambda: q.x)
keep = Plain()
q = weakref.proxy(keep)
print(type(q))
check(lambda: q())
check(lambda: iter(q))
check(lambda: next(q))
check(lambda: len(q))
check(lambda: q + 1)
check(lambda: q.x)
check(lambda: weakref.ref())
check(lambda: weakref.ref(keep, 1, 2))
check(lambda: weakref.ref(keep, callback=1))
check(lambda: weakref.ref(keep)(1))
check(lambda: weakref.ref(keep)(x=1))
check(lambda: weakref.proxy())
check(lambda: weakref.proxy(5))


class Int(int):
    pass


class Str(str):
    pass


class Tuple(tuple):
    pass


class Dict(dict):
    pass


class List(list):
    pass


class Error(Exception):
    pass


class Slots:
    __slots__ = ("a",)


class WeakSlots:
    __slots__ = ("a", "__weakref__")


def function():
    yield


for value in (5, "x", (), [], {}, None, object(), 1.5, b"", range(1), ValueError(), iter([]), {}.keys(), property(), slice(1), super(C, C(1)), Int(), Tuple(), Slots()):
    check(lambda: weakref.ref(value))
for value in (C, function, function(), len, weakref, set(), frozenset(), memoryview(b""), list[int], Str(), Dict(), List(), Error(), WeakSlots(), C(1).__len__):
    print(type(value).__name__, weakref.ref(value)() is value)
w = WeakSlots()
print(w.__weakref__, weakref.ref(w) is w.__weakref__)


class Keyed(weakref.ref):
    def __init__(self, obj, callback=None, **kw):
        super().__init__(obj, callback)
        self.kw = kw


k = Keyed(w, x=5)
print(k() is w, k.kw, k == weakref.ref(w), isinstance(k, weakref.ref), type(k).__name__)


class Node:
    pass


n = Node()
n.me = n
rn = weakref.ref(n, lambda ref: print("cycle gone"))
del n
gc.collect()
print(rn())


class Tree:
    def __init__(self, v):
        self.v, self._parent, self.children = v, None, []

    @property
    def parent(self):
        return self._parent and self._parent()

    def add(self, child):
        child._parent = weakref.ref(self)
        self.children.append(child)


root, leaf = Tree(0), Tree(1)
root.add(leaf)
print(leaf.parent.v)
del root
print(leaf.parent)


class WithDel:
    def __del__(self):
        print("del runs")


d = WithDel()
rd = weakref.ref(d, lambda ref: print("callback after del"))
del d
print(rd())
log = []


def scope():
    x = C(1)
    log.append(weakref.ref(x, lambda ref: log.append("dead")))


scope()
print(log[1:], weakref.ref[int], sorted(weakref.__all__))
import re, io, functools, collections, threading, types
for value in (re.compile("a"), io.BytesIO(), io.StringIO(), collections.deque(), collections.OrderedDict(), collections.Counter(), functools.partial(int), functools.lru_cache(len), threading.Lock(), function.__code__):
    print(type(value).__name__, weakref.ref(value)() is value)
for value in (re.match("a", "a"), collections.defaultdict(), types.SimpleNamespace(), C.__dict__, int | str, weakref.ref(C), types.CellType(), str.join):
    check(lambda: weakref.ref(value))
