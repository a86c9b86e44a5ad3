# Making and reading tuples.
t = 1, "a", [2]
print(t, (), (1,), 1,), print((1))
print(t[0], t[-1], t[1:], len(t), "a" in t, t.index("a"), t.count(1), t + (3,), (0,) * 3, tuple("ab"), tuple(), tuple([1]))
t[2].append(3)
print(t, t == (1, "a", [2, 3]), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), hash((1, 2)) == hash((1, 2)))
print({(0, 1): "pair"}[0, 1], max((1, 5), (2, 0)), sorted([(2, 1), (1, 9)]), (1, 2) == [1, 2], tuple(t) is t)
for action in (lambda: t[5], lambda: t["a"], lambda: t.index("x"), lambda: t + [1], lambda: hash(t), lambda: t.append(1), lambda: tuple(5), lambda: (1, "a") < (1, 2)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
