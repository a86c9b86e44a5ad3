"""id() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("id(None) == id(None)", lambda: id(None) == id(None))
show("id(5) == id(5)", lambda: id(5) == id(5))
show("id()", lambda: id())
show("id(1, 2)", lambda: id(1, 2))
show("id(x=1)", lambda: id(x=1))
show("isinstance(id([]), int)", lambda: isinstance(id([]), int))
