"""__del__ may keep its object alive; it is called once."""

saved = []


class Keeper:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        saved.append(self)


k = Keeper("a")
del k
print(len(saved), saved[0].name)
saved.clear()
print("cleared")


class Plain:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


items = [Plain(1), Plain(2), Plain(3)]
items.pop(1)
items = None
d = {"x": Plain(4)}
d["x"] = Plain(5)
del d
x = Plain(6)
x = x.name
print(x)


def f():
    local = Plain(7)
    return local.name


print(f())
