# Counter: counting, arithmetic, comparisons, missing keys.
import copy
import pickle
from collections import Counter


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


c = Counter("programming")
print(c, c["g"], c["zz"], len(c), c.total(), c.most_common(2), c.most_common()[:3])
print(Counter(), Counter(a=2, b=1), Counter({"x": 5}), Counter([1, 2, 1]), Counter(None))
print(sorted(c.elements()), list(Counter(a=2, b=0, c=-1).elements()))
c.update("gg")
c.update({"z": 2})
c.update(z=1)
c.subtract("r")
c.subtract({"q": 3})
print(sorted(c.items()))
del c["nothing"]
del c["z"]
print("z" in c, c.pop("q"), c.get("zz"), c.setdefault("new", 7))
a, b = Counter(a=3, b=1, d=-2), Counter(a=1, b=2, c=4)
print(a + b, a - b, a & b, a | b, +a, -a)
for op in "+-&|":
    x = Counter(a)
    if op == "+":
        x += b
    elif op == "-":
        x -= b
    elif op == "&":
        x &= b
    else:
        x |= b
    print(op, x)
print(a == Counter(a=3, b=1, d=-2, zero=0), a != b, a <= b, Counter(a=1) < Counter(a=2),
      Counter(a=1) <= Counter(a=1, b=1), Counter(a=2) > Counter(a=1), Counter() >= Counter())
print(Counter(a=1) == {"a": 1}, Counter("ab") == Counter("ba"))
print(Counter("hello world".split()), Counter(len(w) for w in "a bb cc d".split()))
print(copy.copy(a), a.copy(), type(a.copy()).__name__, copy.deepcopy(a), pickle.loads(pickle.dumps(a)))
print(Counter(a=1, b=2) | Counter(b=5), dict(a), list(a), sorted(a, key=a.get))
print(Counter("abcabcab").most_common(0), Counter("aabb").most_common(1), Counter().most_common(3))
check(lambda: Counter.fromkeys("ab"))
check(lambda: Counter(5))
check(lambda: Counter(1, 2))
check(lambda: Counter([[]]))
check(lambda: Counter("ab") + {"a": 1})
check(lambda: Counter(a=1) < 5)
check(lambda: Counter(a="x").total())
check(lambda: Counter("a").update(5))
check(lambda: hash(Counter()))
mixed = Counter(a=1.5, b=2)
print(mixed + mixed, mixed.total())
strange = Counter({"a": "x", "b": 2})
print(strange)


class Bag(Counter):
    def __missing__(self, key):
        return -1


print(Bag("aa")["q"], Bag("aa"), type(Bag("a") + Bag("b")).__name__)
words = "the quick brown fox jumps over the lazy dog the end".split()
for word, n in Counter(words).most_common(2):
    print(f"{word:6}{n}")
print(Counter[str])
