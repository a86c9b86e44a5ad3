"""issubclass() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("issubclass(bool, int)", lambda: issubclass(bool, int))
show("issubclass(int, object)", lambda: issubclass(int, object))
show("issubclass(int, (str, float))", lambda: issubclass(int, (str, float)))
show("issubclass(int, int | str)", lambda: issubclass(int, int | str))
show("issubclass(5, int)", lambda: issubclass(5, int))
show("issubclass(int, 5)", lambda: issubclass(int, 5))
show("issubclass(int, (5,))", lambda: issubclass(int, (5,)))
show("issubclass(type, object)", lambda: issubclass(type, object))
show("issubclass(int, list[int])", lambda: issubclass(int, list[int]))
show("issubclass(KeyError, LookupError)", lambda: issubclass(KeyError, LookupError))
show("issubclass(int)", lambda: issubclass(int))
