# Ways to build dicts.
print(dict(), dict(a=1, b=2), dict([("a", 1)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict(["ab", "cd"]), dict(((1, 2),), x=3))
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys([]), {}.fromkeys("x", "y"), dict(enumerate("ab")), dict({1: 2}.items()))
shared = dict.fromkeys("ab", [])
shared["a"].append(1)
print(shared)
a = {"k": []}
b, c = dict(a), a.copy()
b["k"].append(1)
b["new"] = 1
print(a, b, c, a == c, a is c)
print({"n": {"m": {"o": 1}}}["n"]["m"]["o"], {(1, 2): [3]}, {None: 1, True: 2, 2.5: 3, "s": 4, b"b": 5})
for action in (lambda: dict(5), lambda: dict([1, 2]), lambda: dict(["abc"]), lambda: dict([("a",)]), lambda: dict({}, {}), lambda: dict(None), lambda: dict.fromkeys(5), lambda: {[]: 1}, lambda: dict([([], 1)])):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
