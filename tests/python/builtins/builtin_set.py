"""set() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("set()", lambda: set())
show('sorted(set("aab"))', lambda: sorted(set("aab")))
show("set([1, 2, 1])", lambda: set([1, 2, 1]))
show("set(5)", lambda: set(5))
show("set([[]])", lambda: set([[]]))
show("set(1, 2)", lambda: set(1, 2))
show("set(x=1)", lambda: set(x=1))
show("set({1: 2})", lambda: set({1: 2}))
show("set(range(10, 0, -3))", lambda: set(range(10, 0, -3)))
