# An instance attribute hides the class attribute of the same name.
class Counter:
    total = 0
    names = []

    def __init__(self, name):
        Counter.total += 1
        self.names.append(name)


a = Counter("a")
b = Counter("b")
print(Counter.total, a.total, b.names)
a.total = 100
print(a.total, b.total, Counter.total)
a.total += 1
b.total += 1
print(a.total, b.total, Counter.total)
del a.total
print(a.total)
print(a.__dict__, b.__dict__)
Counter.extra = "added later"
print(a.extra, b.extra)
del Counter.extra
print(hasattr(a, "extra"))
