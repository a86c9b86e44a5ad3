# defaultdict: the factory, __missing__, copies, merging.
import copy
import pickle
from collections import defaultdict


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


groups = defaultdict(list)
for word in ["apple", "bob", "avocado", "cat", "bee"]:
    groups[word[0]].append(word)
print(groups, dict(groups), groups["zz"], len(groups))
counts = defaultdict(int)
for letter in "mississippi":
    counts[letter] += 1
print(sorted(counts.items()), counts["x"], "y" in counts, counts.get("y"), counts.get("y", 3))
constant = defaultdict(lambda: "N/A", a=1)
print(constant["a"], constant["b"], dict(constant))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"], {k: dict(v) for k, v in nested.items()})
none = defaultdict(None, {"a": 1})
check(lambda: none["b"])
check(lambda: defaultdict()["b"])
check(lambda: defaultdict(5))
check(lambda: defaultdict("x"))
check(lambda: defaultdict(list, 5))
d = defaultdict(list, [("a", [1])], b=[2])
print(d, d.default_factory, repr(defaultdict(int, {1: 2})), defaultdict(None))
d.default_factory = set
print(d["c"], d.default_factory)
c = d.copy()
print(type(c).__name__, c == d, c is d, copy.copy(d) == d, copy.deepcopy(d) == d)
print(pickle.loads(pickle.dumps(defaultdict(int, a=1))))
print(d | {"z": 1}, type(d | {}).__name__, type({} | d).__name__)
d |= {"q": 5}
print(sorted(d), d.pop("q"), d.setdefault("w"), d.setdefault("w2", 1))
check(lambda: d.pop("nothing"))
check(lambda: defaultdict(list)[[]])


class Keyed(defaultdict):
    def __missing__(self, key):
        self[key] = value = self.default_factory(key)
        return value


squares = Keyed(lambda n: n * n)
print(squares[4], squares[5], dict(squares))


def fails():
    raise RuntimeError("no default")


check(lambda: defaultdict(fails)["x"])
recursive = defaultdict(list)
recursive["me"] = recursive
print(str(recursive)[:60])
print(defaultdict[str, int])
