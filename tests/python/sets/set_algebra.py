# Operators and methods.
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b)
print(a.union(b, [9]), a.intersection(b, (3,)), a.difference([1], {2}), a.symmetric_difference(range(3)), a.union(), a.difference())
print({1, 2} <= a, a <= a, {1, 2} < a, a < a, a >= {4}, a > {9}, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([7, 8]), a == {4, 3, 2, 1}, a != b)
c = set(a)
c |= {10}
c &= {1, 2, 10}
c -= {2}
c ^= {1, 5}
print(sorted(c), a)
for action in (lambda: a | [1], lambda: a - (1,), lambda: a + b, lambda: a < 5, lambda: a.union(5), lambda: [1] | a, lambda: a * 2, lambda: a & None):
    try:
        print(action())
    except TypeError as error:
        print(error)
