"""frozenset() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("frozenset()", lambda: frozenset())
show("frozenset([1, 2, 1])", lambda: frozenset([1, 2, 1]))
show('frozenset("a")', lambda: frozenset("a"))
show("frozenset({1: 2})", lambda: frozenset({1: 2}))
show("frozenset(5)", lambda: frozenset(5))
show("frozenset([[]])", lambda: frozenset([[]]))
show("frozenset(1, 2)", lambda: frozenset(1, 2))
show("frozenset([1]) | {2}", lambda: frozenset([1]) | {2})
show("hash(frozenset([1, 2])) == hash(frozenset([2, 1]))", lambda: hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
show("frozenset(frozenset([3]))", lambda: frozenset(frozenset([3])))
show("frozenset(x=1)", lambda: frozenset(x=1))
