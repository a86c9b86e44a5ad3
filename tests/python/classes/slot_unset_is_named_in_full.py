"""Reading an unset slot names the class by its qualified name."""


class Outer:
    class Inner:
        __slots__ = ("a", "b")


item = Outer.Inner()
item.a = 1
for name in ("a", "b", "c"):
    try:
        print(getattr(item, name))
    except AttributeError as error:
        print(error)
Outer.Inner.__module__ = "elsewhere"
try:
    item.b
except AttributeError as error:
    print(error)
try:
    del item.b
except AttributeError as error:
    print(error)
try:
    item.c = 1
except AttributeError as error:
    print(error)
