# WeakValueDictionary, WeakKeyDictionary, WeakSet, WeakMethod, finalize.
import atexit
import copy
import weakref


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


class C:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"C({self.n})"

    def __eq__(self, other):
        return isinstance(other, C) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __lt__(self, other):
        return self.n < other.n

    def method(self):
        return self.n


d = weakref.WeakValueDictionary()
x, y = C(10), C(20)
d["x"] = x
d["y"] = y
print(len(d), sorted(d.keys()), sorted(d.items()), d["x"], "x" in d, d.get("z"), d.get("z", 1), list(d.values()), list(d))
del x
print(len(d), list(d), "x" in d)
check(lambda: d["x"])
print(d.pop("y"), len(d))
d["y"] = y
print(d.setdefault("y", 1) is y, d.popitem(), len(d), d.pop("no", "default"))
check(lambda: d.pop("no"))
check(lambda: d.popitem())
check(lambda: d.__setitem__("k", 5))
check(lambda: d.__delitem__("k"))
d.update(a=y, b=y)
d.update({"c": y})
print(sorted(d), sorted(d.copy().items()), sorted(d | {"e": y}), sorted({"f": y} | d), len(d.valuerefs()), sorted(copy.copy(d)), len(copy.deepcopy(d)))
d |= {"z": y}
print(sorted(d))
d["a"] = z = C(30)
del z
print(sorted(d))
d.clear()
print(len(d), bool(d))
k = weakref.WeakKeyDictionary()
k1, k2 = C(1), C(2)
k[k1] = "one"
k[k2] = "two"
print(len(k), k[k1], C(1) in k, sorted(k.values()), k.get(C(9), "no"), sorted(k.keys()), sorted(k.items()), len(k.keyrefs()))
del k1
print(len(k), list(k.items()), 5 in k, k.setdefault(k2, "x"), k.pop(k2), k.pop(k2, "gone"))
check(lambda: k.__setitem__(5, 1))
check(lambda: k.popitem())
k.update({k2: 1})
print(dict(k), dict(k | {k2: 3}))
s = weakref.WeakSet()
e1, e2 = C(1), C(2)
s.add(e1)
s.add(e2)
s.add(e1)
print(len(s), e1 in s, C(2) in s, 3 in s, sorted(s), sorted(s | {e1}), s == weakref.WeakSet([e1, e2]), s <= weakref.WeakSet([e1, e2]), s < {e1, e2}, sorted(s - {e1}), sorted(s & {e1}), sorted(s ^ {e1}), s.isdisjoint([e1]), s >= {e1})
del e1
print(len(s))
s.discard(C(8))
print(s.pop())
check(lambda: s.pop())
check(lambda: s.add(5))
e1 = C(1)
s.update([e1, e2])
s -= {e2}
print(sorted(s), sorted(s.copy()), sorted(s.union([e2])), sorted(s.intersection([e1])), sorted(s.difference([e1])), sorted(s.symmetric_difference([e2])), s.issubset([e1, e2]), s.issuperset([e1]))
s.clear()
print(len(s))


class Observable:
    def __init__(self):
        self.observers = weakref.WeakSet()

    def notify(self):
        return sorted(o.n for o in self.observers)


o = Observable()
a, b = C(1), C(2)
o.observers.add(a)
o.observers.add(b)
print(o.notify())
del a
print(o.notify())
c = C(3)
m = weakref.WeakMethod(c.method)
print(m()(), m == weakref.WeakMethod(c.method), weakref.ref(c.method)(), hash(m) == hash(c), m != weakref.WeakMethod(b.method))
m2 = weakref.WeakMethod(c.method, lambda ref: print("method gone", ref() is None, ref is m2))
del c
print(m(), m == m2)
check(lambda: weakref.WeakMethod(5))
check(lambda: weakref.WeakMethod(len))
c = C(4)
f = weakref.finalize(c, print, "finalized", 1, sep="-")
print(f.alive, f.peek()[1:], f.atexit)
del c
print(f.alive, f(), f.peek(), f.detach(), f.atexit)
c = C(5)
f = weakref.finalize(c, lambda: 42)
print(f(), f(), f.alive)
f = weakref.finalize(c, print, "never")
print(f.detach()[0] is c, f.alive)
check(lambda: weakref.finalize(5, print))
check(lambda: weakref.finalize(c))
keep = C(7)
weakref.finalize(keep, print, "at exit, first made")
weakref.finalize(keep, print, "at exit, last made")
silent = weakref.finalize(keep, print, "never at exit")
silent.atexit = False
atexit.register(print, "atexit function")
print("end of the program")
