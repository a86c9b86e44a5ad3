# Lazy, one pass, with its own scope.
g = (n * n for n in range(5))
print(next(g), list(g), list(g))
print(sum(n for n in range(101)), max(len(w) for w in "a bb ccc".split()))
print(any(n > 3 for n in [1, 5, 1 / 1]), all(n for n in []))
print(dict((c, ord(c)) for c in "ab"), sorted((-n for n in range(3))))
n = "outer"
print(list(n for n in range(2)), n)


def noisy(x):
    print("eval", x)
    return x


lazy = (noisy(i) for i in noisy([1, 2]))
print("made")
print(next(lazy))
try:
    bad = (x for x in 5)
except TypeError as error:
    print(error)
pairs = ((a, b) for a in range(3) if a for b in range(a))
print(list(pairs))
print(type(g).__name__, g.__name__)
