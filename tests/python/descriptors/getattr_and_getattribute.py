"""The order of __getattribute__, __getattr__, and what they raise."""


class C:
    known = 1

    def __getattribute__(self, name):
        if name == "hidden":
            raise AttributeError("hidden away")
        if name == "broken":
            raise ValueError("broken")
        return super().__getattribute__(name)

    def __getattr__(self, name):
        if name.startswith("x"):
            return "made " + name
        raise AttributeError(f"no {name}", name=name, obj=self)


c = C()
print(c.known, c.hidden if hasattr(c, "hidden") else "hidden", c.x1, getattr(c, "other", "default"))
for name in ("hidden", "broken", "other"):
    try:
        print(getattr(c, name))
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    len(c)
except TypeError as error:
    print(error)


class D:
    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


d = D()
d.a = 1
print(d.a)
del d.a
try:
    del d.a
except AttributeError as error:
    print(error)
for name in (5, None):
    try:
        getattr(d, name)
    except TypeError as error:
        print(error)
