"""Sets: building, membership, union, intersection, difference."""


def rounds(times):
    total = 0
    for n in range(times):
        evens = {i * 2 for i in range(2000)}
        threes = set(range(n, 6000, 3))
        both = evens & threes
        either = evens | threes
        only = evens - threes
        for i in range(0, 4000, 5):
            if i in both or i in only:
                total += 1
        total += len(either) + len(evens ^ threes)
        either.difference_update(both)
        either.discard(n)
        total += len(either)
    return total


print(rounds(520))
