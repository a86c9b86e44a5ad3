"""bool() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("bool()", lambda: bool())
show("bool(0)", lambda: bool(0))
show('bool("")', lambda: bool(""))
show('bool("False")', lambda: bool("False"))
show("bool([])", lambda: bool([]))
show("bool([0])", lambda: bool([0]))
show("bool(None)", lambda: bool(None))
show("bool(0.0)", lambda: bool(0.0))
show("bool(0j)", lambda: bool(0j))
show("bool(range(0))", lambda: bool(range(0)))
show("bool(1, 2)", lambda: bool(1, 2))
show("bool(x=1)", lambda: bool(x=1))
