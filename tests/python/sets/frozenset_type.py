# Immutable sets.
f = frozenset([3, 1, 2, 1])
print(f, len(f), 2 in f, f | {4}, {4} | f, f & {1}, f - {1}, type(f | {9}).__name__, type({9} | f).__name__)
print(hash(f) == hash(frozenset({1, 2, 3})), f == {1, 2, 3}, {f: "key"}[frozenset((1, 2, 3))], frozenset(), frozenset(f) is f, f.copy() is f, f < {1, 2, 3, 4})
nested = {frozenset({1}), frozenset({2}), frozenset({1})}
print(len(nested), {1} in nested, f.union([7]), f.isdisjoint({9}), sorted(f, reverse=True))
for action in (lambda: f.add(5), lambda: f.remove(1), lambda: frozenset(5), lambda: f.clear(), lambda: frozenset([[]]), lambda: f.pop()):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
g = f
g |= {4}
print(g, f, g is f)
