"""A frozenset cannot be changed, has a hash, and mixes with sets."""

f = frozenset([1, 2])
for name in ("add", "remove", "update", "pop", "clear", "discard", "__ior__"):
    print(name, hasattr(f, name))
g = f
g |= {3}
print(f, sorted(g), type(g).__name__, f is frozenset(f), frozenset() is frozenset(), f == {1, 2}, {1, 2} == f, hash(f) == hash(frozenset([2, 1])))
print(type(f | {3}).__name__, type({3} | f).__name__, type(f.union([3])).__name__, {f: "value"}[frozenset([1, 2])], f in {f}, {1, 2} in {f})
for act in (lambda: f | [3], lambda: frozenset(5), lambda: frozenset([[]]), lambda: frozenset(1, 2), lambda: frozenset(x=1), lambda: f < 5, lambda: {[]} & f,
            lambda: f.union(5), lambda: f[0], lambda: f + f, lambda: hash(frozenset([1, (2, [])]))):
    try:
        print(act())
    except TypeError as error:
        print(error)
print(f.isdisjoint({5}), f.issubset([1, 2, 3]), f.issuperset([]), f <= f, f < f, sorted(f ^ {2, 3}), f - {1}, f & [1] if False else f.intersection([1]))
