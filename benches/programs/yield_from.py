"""yield from: a recursive generator that walks a tree, and permutations."""


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return (build(low, middle), middle, build(middle + 1, high))


def walk(tree):
    if tree is not None:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


def permutations(items):
    if len(items) <= 1:
        yield items
    else:
        for i in range(len(items)):
            for rest in permutations(items[:i] + items[i + 1:]):
                yield [items[i]] + rest


tree = build(0, 20_000)
total = 0
for _ in range(12):
    for position, value in enumerate(walk(tree)):
        total += position ^ value + 1
print(total)
print(sum(order[0] * order[-1] for order in permutations(list(range(8)))))
