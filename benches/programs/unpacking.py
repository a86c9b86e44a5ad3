"""Tuples: packing, unpacking, swapping, starred targets, zip and enumerate."""


def divide(a, b):
    return a // b, a % b


def rounds(times):
    total = 0
    pairs = [(i, (i + 1, i * 2)) for i in range(100)]
    for n in range(times):
        for index, (a, (b, c)) in enumerate(pairs):
            a, b = b, a
            quotient, rest = divide(a + c, 7)
            total += quotient - rest + index
        first, *middle, last = pairs[n % 50:n % 50 + 5]
        total += first[0] + len(middle) + last[0]
        for (a, _), n in zip(pairs, range(20)):
            total += a * n
    return total


print(rounds(12_000))
