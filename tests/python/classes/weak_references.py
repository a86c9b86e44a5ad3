"""Weak references to instances, their callbacks, and what has none."""

import weakref


class C:
    pass


c = C()
r = weakref.ref(c)
print(r() is c, weakref.ref(c) is r, weakref.getweakrefcount(c), r == weakref.ref(c), hash(r) == hash(c))
log = []
s = weakref.ref(c, lambda ref: log.append(ref is s))
p = weakref.proxy(c)
p.x = 5
print(c.x, p.x, type(p).__name__)
del c
print(r(), log, repr(r).split(" at ")[0])
try:
    p.x
except ReferenceError as error:
    print(error)
for x in (5, "text", None, (), [], {}):
    try:
        weakref.ref(x)
        print("fine")
    except TypeError as error:
        print(error)


class Slotted:
    __slots__ = ("a",)


class Weak:
    __slots__ = ("__weakref__",)


try:
    weakref.ref(Slotted())
except TypeError as error:
    print(error)
w = Weak()
print(weakref.ref(w)() is w, w.__weakref__ is weakref.ref(w))
for args in ((), (w, None, 1)):
    try:
        weakref.ref(*args)
    except TypeError as error:
        print(error)
cache = weakref.WeakValueDictionary()
value = C()
cache["k"] = value
print(len(cache), "k" in cache)
del value
print(len(cache), cache.get("k"))
