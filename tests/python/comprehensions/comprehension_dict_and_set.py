# Dict and set comprehensions.
print({n: n * n for n in range(4)})
print({k: v for k, v in [("a", 1), ("b", 2), ("a", 3)]})
print({v: k for k, v in {"x": 1, "y": 2}.items()})
print({len(w): w for w in ("a", "bb", "cc", "d")})
print(sorted({n % 3 for n in range(10)}), type({n for n in ()}).__name__, {n for n in ()})
print({(x, y): x * y for x in range(2) for y in range(2) if x or y})
print({k: [*v] for k, v in zip("ab", ("cd", "ef"))})
print({**{k: 0 for k in "ab"}, "b": 1})
counts = {}
print([counts.setdefault(c, len(counts)) for c in "abcab"], counts)
try:
    {[n]: n for n in range(2)}
except TypeError as error:
    print(error)
try:
    {n for n in [[1]]}
except TypeError as error:
    print(error)
