# Generators as methods, __iter__ and class attributes.
class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def depth_first(self, level=0):
        yield "  " * level + str(self.value)
        for child in self.children:
            yield from child.depth_first(level + 1)

    @classmethod
    def chain(cls, n):
        for i in range(n):
            yield cls(i)

    @property
    def doubled(self):
        for v in self:
            yield v * 2


t = Tree(1, Tree(2, Tree(3)), Tree(4))
print(list(t), sum(t), max(t), 4 in t)
print("\n".join(t.depth_first()))
print([x.value for x in Tree.chain(3)], list(t.doubled))
a, *rest = t
print(a, rest)
