"""Loops over enumerate, zip and items() with a pair of targets, and how they end or fail."""


def report(work):
    try:
        work()
    except Exception as error:
        print(type(error).__name__, error)


def changing():
    table = {"a": 1, "b": 2}
    for key, value in table.items():
        print(key, value)
        table[key + "x"] = value


class Shout(enumerate):
    def __next__(self):
        number, item = super().__next__()
        return number, item.upper()


class Three:
    """An iterator that says how often it was asked."""

    def __init__(self):
        self.asked = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.asked += 1
        if self.asked > 3:
            raise StopIteration
        return self.asked * 10


def failing():
    yield 1
    raise ValueError("in the middle")


for i, x in enumerate("ab", 5):
    print(i, x)
for i, x in Shout("ab"):
    print(i, x)
for a, b in zip([1, 2, 3], "xy"):
    print(a, b)
for a, b in zip(range(3), range(3), strict=True):
    print(a, b)
report(lambda: [a for a, b in zip([1, 2], [1], strict=True)])
report(lambda: [a for a, b in zip([1], [2], [3])])
report(lambda: [a for a, b, c in zip([1], [2])])
report(lambda: [i for i, x in enumerate(failing())])
report(changing)
report(lambda: [a for a, b in {"k": 1}.keys()])
source = Three()
for i, x in enumerate(source):
    print(i, x)
print(source.asked)
left, right = Three(), Three()
for a, b in zip(left, right):
    print(a, b)
print(left.asked, right.asked)
pairs = enumerate([10, 20, 30])
for i, x in pairs:
    if i == 1:
        break
print(next(pairs), list(pairs))
big = 2**63 - 2
for i, x in enumerate("abc", big):
    print(i, x)
for (i, x), y in zip(enumerate("pq"), "rs"):
    print(i, x, y)
for d in [{}, {1: 2}]:
    for d, e in d.items():
        print(d, e)
else:
    print("done", d)
