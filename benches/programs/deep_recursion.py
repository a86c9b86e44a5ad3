"""Recursion 900 calls deep, again and again."""


def depth_sum(n):
    if n == 0:
        return 0
    return n + depth_sum(n - 1)


def nested(n):
    if n == 0:
        return []
    return [nested(n - 1)]


total = 0
for turn in range(2_000):
    total += depth_sum(900 - turn % 10)
for turn in range(400):
    value = nested(800)
    while value:
        value = value[0]
        total += 1
print(total)
