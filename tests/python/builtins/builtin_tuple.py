"""tuple() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("tuple()", lambda: tuple())
show('tuple("ab")', lambda: tuple("ab"))
show("tuple({1: 2})", lambda: tuple({1: 2}))
show("tuple(5)", lambda: tuple(5))
show("tuple(None)", lambda: tuple(None))
show("tuple([1], [2])", lambda: tuple([1], [2]))
show("tuple(iterable=[1])", lambda: tuple(iterable=[1]))
show('tuple(x for x in "ab")', lambda: tuple(x for x in "ab"))
