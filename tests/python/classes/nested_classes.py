# Classes inside classes and functions.
class Tree:
    class Node:
        def __init__(self, value):
            self.value = value
            self.children = []

        def total(self):
            return self.value + sum(child.total() for child in self.children)

    def __init__(self, value):
        self.root = self.Node(value)

    def add(self, value):
        self.root.children.append(Tree.Node(value))
        return self


t = Tree(1).add(2).add(3)
print(t.root.total(), Tree.Node.__qualname__, Tree.Node)


def make(n):
    class Local:
        value = n

        def get(self):
            return n, self.value

    return Local


A, B = make(1), make(2)
print(A().get(), B().get(), A is B, A.__name__ == B.__name__, A)
