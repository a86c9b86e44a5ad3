"""Views of keys and items behave as sets; views of values do not."""

a, b = {"x": 1, "y": 2}, {"y": 2, "z": 3}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b), sorted(a.keys() - b.keys()), sorted(a.keys() ^ b.keys()))
print(sorted(a.items() & b.items()), sorted(a.items() - b.items()), a.keys() == {"x", "y"}, a.keys() == b.keys(), a.items() == {("x", 1), ("y", 2)})
print(a.keys() >= {"x"}, a.keys() < {"x", "y", "z"}, a.keys().isdisjoint(["q"]), ("x", 1) in a.items(), ("x", 2) in a.items(), 1 in a.values())
print({"x"} & a.keys(), ["x", "q"] & a.keys() if False else a.keys() & ["x", "q"], sorted({"w"} | a.keys()))
for act in (lambda: a.values() & {1}, lambda: a.keys() & 5, lambda: a.items() - 5, lambda: a.keys()[0], lambda: a.keys() < ["x"], lambda: hash(a.keys()),
            lambda: a.values() == a.values(), lambda: a.keys().mapping["x"], lambda: a.keys().add("x"), lambda: {1: []}.items() & {1},
            lambda: setattr(a.keys(), "mapping", 1), lambda: a.keys().mapping.update(q=1)):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)
print(repr(a.keys()), repr(a.values()), repr(a.items()), list(reversed(a.items())), len(a.values()))
view = a.keys()
a["new"] = 3
print("new" in view, len(view), list(view))
