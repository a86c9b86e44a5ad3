"""zip() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("list(zip())", lambda: list(zip()))
show('list(zip("ab"))', lambda: list(zip("ab")))
show('list(zip("ab", (1, 2, 3)))', lambda: list(zip("ab", (1, 2, 3))))
show('list(zip("ab", (1, 2), strict=True))', lambda: list(zip("ab", (1, 2), strict=True)))
show('list(zip("ab", (1,), strict=True))', lambda: list(zip("ab", (1,), strict=True)))
show('list(zip("a", (1, 2), strict=True))', lambda: list(zip("a", (1, 2), strict=True)))
show('list(zip("abc", (1, 2), "xy", strict=True))', lambda: list(zip("abc", (1, 2), "xy", strict=True)))
show("zip(5)", lambda: zip(5))
show('zip("a", 5)', lambda: zip("a", 5))
show('zip("a", x=1)', lambda: zip("a", x=1))
show('dict(zip(*[iter("abcd")] * 2))', lambda: dict(zip(*[iter("abcd")] * 2)))
show('next(zip([]), "end")', lambda: next(zip([]), "end"))
show("list(zip(*[(1, 2), (3, 4)]))", lambda: list(zip(*[(1, 2), (3, 4)])))
