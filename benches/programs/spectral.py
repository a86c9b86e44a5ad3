"""Float division and calls: the power method on an infinite matrix."""
from math import sqrt


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    size = len(vector)
    return [sum(entry(i, j) * vector[j] for j in range(size)) for i in range(size)]


def times_transposed(vector):
    size = len(vector)
    return [sum(entry(j, i) * vector[j] for j in range(size)) for i in range(size)]


def norm(size):
    u = [1.0] * size
    for _ in range(4):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    top = sum(a * b for a, b in zip(u, v))
    return sqrt(top / sum(b * b for b in v))


print(f"{norm(220):.9f}")
