"""any() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("any([])", lambda: any([]))
show('any([0, "", None])', lambda: any([0, "", None]))
show("any([0, 3])", lambda: any([0, 3]))
show('any("a")', lambda: any("a"))
show("any(5)", lambda: any(5))
show("any()", lambda: any())
show("any(x for x in [0, 0])", lambda: any(x for x in [0, 0]))
