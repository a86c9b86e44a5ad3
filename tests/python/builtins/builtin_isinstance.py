"""isinstance() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("isinstance(5, int)", lambda: isinstance(5, int))
show("isinstance(True, int)", lambda: isinstance(True, int))
show("isinstance(5, (str, int))", lambda: isinstance(5, (str, int)))
show("isinstance(5, (str, (float, int)))", lambda: isinstance(5, (str, (float, int))))
show("isinstance(5, int | str)", lambda: isinstance(5, int | str))
show("isinstance(None, type(None))", lambda: isinstance(None, type(None)))
show("isinstance(None, None)", lambda: isinstance(None, None))
show("isinstance(None, int | None)", lambda: isinstance(None, int | None))
show("isinstance(5, 5)", lambda: isinstance(5, 5))
show("isinstance(5, [int])", lambda: isinstance(5, [int]))
show("isinstance(5, (int, 5))", lambda: isinstance(5, (int, 5)))
show('isinstance("a", (int, 5))', lambda: isinstance("a", (int, 5)))
show("isinstance(5, list[int])", lambda: isinstance(5, list[int]))
show("isinstance([], list)", lambda: isinstance([], list))
show("isinstance(5)", lambda: isinstance(5))
show("isinstance(int, type)", lambda: isinstance(int, type))
show("isinstance(5, object)", lambda: isinstance(5, object))
