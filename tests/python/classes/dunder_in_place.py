# In-place operators use their own method, or fall back.
class Bag:
    def __init__(self, items):
        self.items = list(items)

    def __repr__(self):
        return f"Bag({self.items})"

    def __add__(self, other):
        print("add")
        return Bag(self.items + other.items)

    def __iadd__(self, other):
        print("iadd")
        self.items += other.items
        return self

    def __isub__(self, other):
        return "not a bag any more"

    def __mul__(self, n):
        print("mul")
        return Bag(self.items * n)


a = b = Bag([1])
a += Bag([2])
print(a, a is b)
a = a + Bag([3])
print(a, a is b)
a *= 2
print(a, a is b)
b -= 1
print(b)
try:
    a /= 2
except TypeError as error:
    print(error)
try:
    a **= 2
except TypeError as error:
    print(error)
try:
    a @= 2
except TypeError as error:
    print(error)
