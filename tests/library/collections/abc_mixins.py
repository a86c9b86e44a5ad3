# collections.abc: what classes get from the abstract ones, and what these say of others.
from collections.abc import *
import collections.abc


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


class Row(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


r = Row(1, 2, 3, 2)
print(list(r), 2 in r, 9 in r, list(reversed(r)), r.index(2), r.index(2, 2), r.count(2), isinstance(r, Iterable))
check(lambda: r.index(9))


class Stack(MutableSequence):
    def __init__(self, items=()):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


s = Stack([1, 2])
s.append(3)
s.extend([4, 5])
s.reverse()
print(s.items, s.pop(), s.pop(0), s.items)
s.remove(3)
s += [9]
print(s.items, len(s))
s.clear()
print(s.items)
check(s.pop)


class Fields(MutableMapping):
    def __init__(self, **kw):
        self.d = kw

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


f = Fields(a=1, b=2)
print(list(f.keys()), list(f.values()), list(f.items()), f.get("a"), f.get("z", 0), "a" in f, f == {"a": 1, "b": 2}, f != {})
print(f.setdefault("c", 3), f.pop("a"), f.popitem(), f.d)
f.update({"x": 1}, y=2)
f.update([("z", 3)])
print(f.d, f.keys() & {"x", "q"}, sorted(f.keys() | {"q"}), f.items() - {("x", 1)} == {("b", 2), ("y", 2), ("z", 3)}, ("x", 1) in f.items(), 3 in f.values())
check(lambda: f.pop("nothing"))
check(lambda: hash(f))
f.clear()
check(f.popitem)


class Bits(MutableSet):
    def __init__(self, items=()):
        self.items = []
        for i in items:
            self.add(i)

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)

    def __repr__(self):
        return f"Bits({self.items})"


a, b = Bits([1, 2, 3]), Bits([2, 3, 4])
print(a & b, a | b, a - b, a ^ b, a == Bits([3, 2, 1]), a <= b, a < Bits([1, 2, 3, 4]), a >= Bits([1]), a.isdisjoint(b), a.isdisjoint([7]))
print({1, 9} & a, {9} | a, {1, 9} - a)
a |= [7]
a &= [1, 7, 2]
a -= [2]
a ^= [1, 5]
print(a, a.pop(), a)
a.add(7)
a.remove(7)
check(lambda: a.remove(100))
a.clear()
check(a.pop)
print(a._hash() == Bits()._hash())


class Countdown(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), iter(Countdown(1)).__class__.__name__)


class Echo(Generator):
    def __init__(self):
        self.closed = False

    def send(self, value):
        return value

    def throw(self, typ, val=None, tb=None):
        self.closed = True
        raise typ if val is None else val


e = Echo()
print(next(e), e.send(5), e.close(), e.closed)
for cls in (Sequence, MutableMapping, Iterator, Hashable, Sized, Container, Callable, Set, Generator, Reversible, Collection, Buffer):
    check(lambda: cls())
values = [[], (), {}, set(), frozenset(), "", b"", bytearray(), range(3), iter([]), {}.keys(), {}.values(), {}.items(), len, 5, None, (x for x in []), memoryview(b"")]
for cls in (Hashable, Iterable, Iterator, Reversible, Sized, Container, Collection, Callable, Sequence, MutableSequence, Set, MutableSet, Mapping, MutableMapping, KeysView, ItemsView, ValuesView, MappingView, Generator, Buffer):
    print(f"{cls.__name__:16}", "".join("x" if isinstance(v, cls) else "." for v in values))


class NoIter:
    __iter__ = None


print(isinstance(NoIter(), Iterable), issubclass(list, Sequence), Callable[[int], str], Mapping[str, int], Callable[..., int])
check(lambda: Callable[int])
print(sorted(collections.abc.__all__))
