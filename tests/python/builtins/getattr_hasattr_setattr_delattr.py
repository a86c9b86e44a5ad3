# Attributes by name.
class Box:
    shared = "class"

    def method(self):
        return "called"


b = Box()
setattr(b, "x", 1)
print(getattr(b, "x"), getattr(b, "shared"), getattr(b, "method")(), getattr(b, "nope", "default"), hasattr(b, "x"), hasattr(b, "y"), hasattr(5, "real"))
setattr(b, "not an identifier", 2)
print(getattr(b, "not an identifier"), b.__dict__)
delattr(b, "x")
print(hasattr(b, "x"), getattr("abc", "upper")(), getattr([], "append", None) is not None, getattr(Box, "shared"))


class Trouble:
    @property
    def bad(self):
        raise ValueError("not an AttributeError")

    @property
    def missing(self):
        raise AttributeError("hidden")


print(hasattr(Trouble(), "missing"), getattr(Trouble(), "missing", "default"))
for action in (lambda: hasattr(Trouble(), "bad"), lambda: getattr(b, "nope"), lambda: getattr(b, 5), lambda: setattr(b, 5, 1), lambda: delattr(b, "nope"),
               lambda: getattr(b), lambda: setattr(b, "x"), lambda: hasattr(b), lambda: setattr(1, "x", 2), lambda: hasattr(b, 1), lambda: getattr(b, "x", 1, 2)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
