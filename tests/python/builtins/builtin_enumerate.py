"""enumerate() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('list(enumerate("ab"))', lambda: list(enumerate("ab")))
show('list(enumerate("ab", 5))', lambda: list(enumerate("ab", 5)))
show('list(enumerate("ab", start=-1))', lambda: list(enumerate("ab", start=-1)))
show("list(enumerate([]))", lambda: list(enumerate([])))
show('list(enumerate("ab", 2**70))', lambda: list(enumerate("ab", 2**70)))
show("enumerate(5)", lambda: enumerate(5))
show("enumerate()", lambda: enumerate())
show('enumerate("a", "b")', lambda: enumerate("a", "b"))
show('list(enumerate(iterable="xy", start=1))', lambda: list(enumerate(iterable="xy", start=1)))
show('enumerate("a", 1, 2)', lambda: enumerate("a", 1, 2))
show('list(enumerate("ab", True))', lambda: list(enumerate("ab", True)))
show('next(enumerate("ab"))', lambda: next(enumerate("ab")))
