# OrderedDict: order, move_to_end, popitem, equality.
import copy
import pickle
from collections import OrderedDict


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


d = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
print(d, list(d), list(d.items()), repr(OrderedDict()), OrderedDict(x=1), OrderedDict({"q": 1}))
d.move_to_end("a")
print(list(d))
d.move_to_end("c", last=False)
print(list(d), d.popitem(), d.popitem(last=False), d)
d["b"] = 20
d["z"] = 26
d["b"] = 2
print(d, list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
one, two = OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)
print(one == two, one == dict(two), dict(one) == two, one != two, one == OrderedDict(a=1, b=2))
print(one | {"c": 3}, {"c": 3} | one, type({} | one).__name__)
one |= {"d": 4}
one.update(e=5)
print(one, one.pop("d"), one.pop("nothing", "default"), one.setdefault("f", 6), one.get("a"))
print(OrderedDict.fromkeys("abc"), OrderedDict.fromkeys("ab", 0))
print(one.copy(), type(one.copy()).__name__, copy.copy(one) == one, copy.deepcopy(one) == one)
print(pickle.loads(pickle.dumps(one)) == one)
print(one.keys(), one.values(), one.items())
del one["a"]
print(one, "a" in one, len(one))
one.clear()
print(one)
check(lambda: OrderedDict().popitem())
check(lambda: OrderedDict().popitem(last=False))
check(lambda: OrderedDict().move_to_end("x"))
check(lambda: OrderedDict()["x"])
check(lambda: OrderedDict().pop("x"))
check(lambda: OrderedDict(5))
check(lambda: OrderedDict(1, 2))
check(lambda: hash(OrderedDict()))


def change():
    d = OrderedDict(a=1, b=2)
    for key in d:
        d["new" + key] = 1


check(change)


class LRU(OrderedDict):
    "The classical least-recently-used cache."

    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.capacity:
            oldest = next(iter(self))
            del self[oldest]


cache = LRU(2)
cache["a"] = 1
cache["b"] = 2
print(cache["a"])
cache["c"] = 3
print(cache, list(cache), cache.capacity)


class LastUpdated(OrderedDict):
    def __setitem__(self, key, value):
        if key in self:
            del self[key]
        OrderedDict.__setitem__(self, key, value)


l = LastUpdated(a=1, b=2)
l["a"] = 3
print(l)
recursive = OrderedDict()
recursive["me"] = recursive
print(recursive)
