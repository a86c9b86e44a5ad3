# A class body runs like a function, once.
print("before")


class Body:
    print("in body")
    x = 1
    y = x + 1
    items = [i * 10 for i in range(3)]
    if y > 1:
        z = "conditional"
    for n in range(3):
        last = n

    def method(self):
        return self.y

    alias = method
    del x


print(Body.y, Body.items, Body.z, Body.last, Body.n)
print(Body().alias(), hasattr(Body, "x"))
print([k for k in vars(Body) if not k.startswith("__")])
try:
    class Broken:
        a = 1
        b = undefined
except NameError as error:
    print(error)
try:
    Broken
except NameError as error:
    print(error)
