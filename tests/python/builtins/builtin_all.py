"""all() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("all([])", lambda: all([]))
show('all([1, "a", True])', lambda: all([1, "a", True]))
show("all([1, 0, 1 // 1])", lambda: all([1, 0, 1 // 1]))
show("all(x > 0 for x in (1, 2))", lambda: all(x > 0 for x in (1, 2)))
show("all({0: 1})", lambda: all({0: 1}))
show('all("")', lambda: all(""))
show("all(5)", lambda: all(5))
show("all()", lambda: all())
show("all([1], [2])", lambda: all([1], [2]))
