"""A while loop over small integers."""


def count(limit):
    i = 0
    total = 0
    while i < limit:
        if i % 3 == 0:
            total += i
        else:
            total -= 1
        i += 1
    return total


print(count(4_000_000))
