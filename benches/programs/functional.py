"""Functions as values: lambda with map, filter, sorted, max, any, all and reduce by hand."""


def reduce(function, items, start):
    result = start
    for item in items:
        result = function(result, item)
    return result


def rounds(times):
    total = 0
    numbers = list(range(1000))
    for n in range(times):
        doubled = map(lambda x: x * 2 + n, numbers)
        kept = list(filter(lambda x: x % 3 == 0, doubled))
        total += reduce(lambda a, b: a + b & 0xFFFF, kept, 0)
        total += max(kept, key=lambda x: x % 101)
        total += sorted(kept, key=lambda x: -x)[5]
        total += any(x > 1900 for x in kept) + all(x >= 0 for x in kept)
        total += sum(map(abs, kept[:10]))
    return total


print(rounds(800))
