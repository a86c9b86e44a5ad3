# Reductions.
print(sum([1, 2, 3]), sum([]), sum([1.5, 2]), sum([[1], [2]], []), sum(range(101)), sum([1], start=10), sum([True, True]), sum({1: 5, 2: 6}), sum([0.1] * 10), sum(((1,), (2,)), ()))
print(any([0, "", 5]), any([]), all([1, "a"]), all([]), all([1, 0]), any(n > 2 for n in range(4)), all(c.isdigit() for c in "12a"), any({0: 1}), all("abc"), any(""))


def loud(n):
    print("saw", n, end="; ")
    return n


print(any(loud(n) for n in (0, 1, 2)))
print(all(loud(n) for n in (1, 0, 2)))
for action in (lambda: sum("abc"), lambda: sum(["a"], ""), lambda: sum(5), lambda: sum([1, "a"]), lambda: sum([[1]]), lambda: sum(), lambda: any(5), lambda: all(), lambda: sum([b"a"], b""), lambda: any(1, 2)):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(sum([1e100, 1.0, -1e100]), sum([10 ** 20, 1]), sum([2 ** 63, -2 ** 63, 0.5]))
