# Trees and nested lists walked by delegation.
def flatten(item):
    if isinstance(item, (list, tuple)):
        for part in item:
            yield from flatten(part)
    else:
        yield item


def walk(tree):
    if tree:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


def permutations(items):
    if not items:
        yield []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [items[i]] + rest


print(list(flatten([1, [2, (3, [4, []])], 5])))
print(list(walk((((), 1, ()), 2, ((), 3, ((), 4, ()))))))
print(list(permutations([1, 2, 3])))


def countdown(n):
    if n:
        yield n
        yield from countdown(n - 1)


print(sum(countdown(100)))
