"""type() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("type(5)", lambda: type(5))
show("type(type)", lambda: type(type))
show('type("A", (), {})', lambda: type("A", (), {}))
show('type("A", (int,), {"x": 1}).x', lambda: type("A", (int,), {"x": 1}).x)
show("type()", lambda: type())
show("type(1, 2)", lambda: type(1, 2))
show("type(1, (), {})", lambda: type(1, (), {}))
show('type("A", [], {})', lambda: type("A", [], {}))
show('type("A", (), [])', lambda: type("A", (), []))
show('type("A", (5,), {})', lambda: type("A", (5,), {}))
show('type("A", (bool,), {})', lambda: type("A", (bool,), {}))
show('type("A", (int, int), {})', lambda: type("A", (int, int), {}))
show('type("A", (), {}, x=1)', lambda: type("A", (), {}, x=1))
show("type(5) is int", lambda: type(5) is int)
show("type(type(5))", lambda: type(type(5)))
show('type("A", (object, int), {})', lambda: type("A", (object, int), {}))
show("type(NotImplemented).__name__, type(...).__name__, type(None).__name__", lambda: type(NotImplemented).__name__, type(...).__name__, type(None).__name__)
