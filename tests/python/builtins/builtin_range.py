"""range() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("range(5)", lambda: range(5))
show("range(1, 5)", lambda: range(1, 5))
show("range(1, 5, 2)", lambda: range(1, 5, 2))
show("list(range(5, 0, -2))", lambda: list(range(5, 0, -2)))
show("range(0)", lambda: range(0))
show("range(1, 2, 0)", lambda: range(1, 2, 0))
show("range(1.5)", lambda: range(1.5))
show('range("a")', lambda: range("a"))
show("range()", lambda: range())
show("range(1, 2, 3, 4)", lambda: range(1, 2, 3, 4))
show("range(stop=5)", lambda: range(stop=5))
show("len(range(2**62))", lambda: len(range(2**62)))
show("range(True)", lambda: range(True))
show("range(2**70)[2**69]", lambda: range(2**70)[2**69])
show("range(10)[2:5]", lambda: range(10)[2:5])
show("range(10)[::-3]", lambda: range(10)[::-3])
show("range(3) == range(0, 3, 1)", lambda: range(3) == range(0, 3, 1))
show("range(3).start, range(3).stop, range(3).step", lambda: range(3).start, range(3).stop, range(3).step)
