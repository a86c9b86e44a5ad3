"""dict() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("dict()", lambda: dict())
show("dict(a=1, b=2)", lambda: dict(a=1, b=2))
show("dict([(1, 2)])", lambda: dict([(1, 2)]))
show("dict({1: 2}, a=3)", lambda: dict({1: 2}, a=3))
show('dict(["ab", "cd"])', lambda: dict(["ab", "cd"]))
show("dict([1])", lambda: dict([1]))
show("dict([(1,)])", lambda: dict([(1,)]))
show("dict([(1, 2, 3)])", lambda: dict([(1, 2, 3)]))
show("dict(5)", lambda: dict(5))
show("dict(None)", lambda: dict(None))
show("dict({}, {})", lambda: dict({}, {}))
show("dict([([], 1)])", lambda: dict([([], 1)]))
show('dict(zip("ab", (1, 2)))', lambda: dict(zip("ab", (1, 2))))
show('dict(**{"x": 1})', lambda: dict(**{"x": 1}))
show("dict(**{1: 2})", lambda: dict(**{1: 2}))
show('dict(("a", "b"))', lambda: dict(("a", "b")))
