"""slice() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("slice(5)", lambda: slice(5))
show("slice(1, 2)", lambda: slice(1, 2))
show("slice(1, 2, 3)", lambda: slice(1, 2, 3))
show("slice()", lambda: slice())
show("slice(1, 2, 3, 4)", lambda: slice(1, 2, 3, 4))
show('slice("a", None)', lambda: slice("a", None))
show("slice(1, 2).start, slice(1, 2).stop, slice(1, 2).step", lambda: slice(1, 2).start, slice(1, 2).stop, slice(1, 2).step)
show("slice(1, 10, 2).indices(5)", lambda: slice(1, 10, 2).indices(5))
show("slice(None, None, -1).indices(5)", lambda: slice(None, None, -1).indices(5))
show("slice(None, None, 0).indices(5)", lambda: slice(None, None, 0).indices(5))
show('slice("a").indices(5)', lambda: slice("a").indices(5))
show("slice(1).indices(-1)", lambda: slice(1).indices(-1))
show("slice(1) == slice(1)", lambda: slice(1) == slice(1))
show("slice(1) < slice(2)", lambda: slice(1) < slice(2))
show("[1, 2, 3][slice(0, 2)]", lambda: [1, 2, 3][slice(0, 2)])
show('"abc"[slice(None, None, -1)]', lambda: "abc"[slice(None, None, -1)])
