# A small container class built from several special methods.
class Link:
    empty = ()

    def __init__(self, first, rest=empty):
        self.first, self.rest = first, rest

    def __iter__(self):
        node = self
        while node is not Link.empty:
            yield node.first
            node = node.rest

    def __len__(self):
        return sum(1 for _ in self)

    def __getitem__(self, i):
        for n, item in enumerate(self):
            if n == i:
                return item
        raise IndexError("link index out of range")

    def __repr__(self):
        return "<" + " ".join(map(repr, self)) + ">"

    def __add__(self, other):
        result = other
        for item in reversed(list(self)):
            result = Link(item, result)
        return result


a = Link(1, Link(2, Link(3)))
print(a, len(a), a[1], 3 in a, list(a), sum(a))
print(a + Link("x"), [*a, *a], max(a))
try:
    a[7]
except IndexError as error:
    print(error)
