"""Dictionaries with integer keys: counting, looking up, deleting."""


def collatz(limit):
    lengths = {1: 1}
    for start in range(2, limit):
        n = start
        path = []
        while n not in lengths:
            path.append(n)
            n = n // 2 if n % 2 == 0 else 3 * n + 1
        length = lengths[n]
        for value in reversed(path):
            length += 1
            lengths[value] = length
    return lengths


lengths = collatz(150_000)
counts = {}
for length in lengths.values():
    counts[length] = counts.get(length, 0) + 1
for key in list(lengths):
    if key % 2:
        del lengths[key]
print(len(lengths), max(counts), max(counts.values()))
