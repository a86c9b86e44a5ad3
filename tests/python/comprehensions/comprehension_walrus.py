# A walrus inside a comprehension binds outside of it.
print([y for n in range(5) if (y := n * n) > 3], y)
total = 0
print([total := total + n for n in (1, 2, 3)], total)
print(any((found := n) > 2 for n in (1, 3, 5)), found)


def f():
    result = [last := i for i in range(3)]
    return result, last


print(f())
print([half for n in range(6) if (half := n // 2) == n / 2])
print([(n, half) for n in range(3)])
seen = set()
print([n for n in [1, 2, 1, 3, 2] if not (n in seen or seen.add(n))])
