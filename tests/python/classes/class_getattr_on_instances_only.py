# Special methods are looked up on the class, not on the instance.
class A:
    def __len__(self):
        return 1


a = A()
a.__len__ = lambda: 99
print(len(a), a.__len__())
A.__len__ = lambda self: 2
print(len(a))
A.__str__ = lambda self: "patched"
print(str(a), f"{a}")
A.__add__ = lambda self, other: ("added", other)
print(a + 5)
del A.__add__
try:
    a + 5
except TypeError as error:
    print(error)
A.__iter__ = lambda self: iter([1, 2])
print(list(a))
A.__contains__ = lambda self, x: x == "magic"
print("magic" in a, 1 in a)
