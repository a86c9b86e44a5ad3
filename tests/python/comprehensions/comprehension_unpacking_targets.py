# Targets of for in comprehensions.
pairs = [(1, 2), (3, 4)]
print([a + b for a, b in pairs])
print([a for a, *rest in [(1, 2, 3), (4,)]], [rest for a, *rest in [(1, 2, 3), (4,)]])
print([(i, a, b) for i, (a, b) in enumerate(pairs)])
print({k: v for k, (v, _) in {"x": (1, 2)}.items()})
print([k + str(v) for k, v in {"a": 1, "b": 2}.items()])
print([a for [a, b] in pairs], [c for c, in [(1,), (2,)]])
box = {}
print([0 for box["k"] in range(3)], box)
try:
    [a for a, b in [(1, 2), (3,)]]
except ValueError as error:
    print(error)
try:
    [a for a, b in [1]]
except TypeError as error:
    print(error)
