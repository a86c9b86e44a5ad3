"""A subclass of dict: __missing__, and which methods give plain dicts."""


class D(dict):
    def __missing__(self, key):
        print("missing", key)
        return key * 2

    def __repr__(self):
        return f"D({super().__repr__()})"


d = D(a=1)
print(d["a"], d["b"], d.get("c"), "d" in d, d.setdefault("e", 5), d)
print(type(d.copy()).__name__, type(d | {"x": 1}).__name__, type({"x": 1} | d).__name__, type(D.fromkeys("ab")).__name__)
d |= {"z": 26}
print(type(d).__name__, d)
try:
    d.pop("none")
except KeyError as error:
    print(error)
try:
    del d["none"]
except KeyError as error:
    print(error)
print("{0[q]} {a}".format(d, **d), "%(w)s" % d, "{k}".format_map(d))


class Bad(dict):
    def __getitem__(self, key):
        return "never asked by others"


b = Bad(x=1)
print(b["x"], b.get("x"), dict(b), list(b.values()), b.pop("x"), {**Bad(y=2)})
print(dict.fromkeys("ab", []), dict([("k", 1)], k=2, j=3), dict(zip("ab", (1, 2))))
for wrong in (5, [1], ["abc"], [(1, 2, 3)], [[[], 1]]):
    try:
        dict(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
