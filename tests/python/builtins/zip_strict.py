# zip with unequal lengths.
print(list(zip("ab", [1, 2])), list(zip("abc", [1])), list(zip()), list(zip([1, 2])), list(zip([], [1])), list(zip("ab", "cd", "ef")), dict(zip("ab", [1, 2])))
print(list(zip(*[(1, "a"), (2, "b")])), [a * b for a, b in zip([1, 2], [3, 4])], list(zip(range(10 ** 9), "xy")), list(zip("ab", [1, 2], strict=True)), list(zip(strict=True)))
z = zip([1, 2, 3], "ab")
print(next(z), iter(z) is z, list(z), list(z), type(z).__name__)
it = iter([1, 2, 3, 4])
print(list(zip(it, it)))
for action in (lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1, 2], [1, 2], [1], strict=True)),
               lambda: list(zip([1], [1], [1, 2], strict=True)), lambda: zip(5), lambda: zip([1], None), lambda: zip([1], stric=True)):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, "-", error)
it = iter([1, 2, 3])
print(list(zip("a", it)), next(it), list(zip(iter([7, 8]), [])))
