"""list() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("list()", lambda: list())
show('list("ab")', lambda: list("ab"))
show("list({1: 2})", lambda: list({1: 2}))
show("list(range(3))", lambda: list(range(3)))
show("list(x * 2 for x in (1, 2))", lambda: list(x * 2 for x in (1, 2)))
show("list(5)", lambda: list(5))
show("list(None)", lambda: list(None))
show("list([1], [2])", lambda: list([1], [2]))
show("list(x=1)", lambda: list(x=1))
show("list({3, 1})", lambda: list({3, 1}))
show('list(zip("ab", (1, 2)))', lambda: list(zip("ab", (1, 2))))
show('list(b"ab")', lambda: list(b"ab"))
