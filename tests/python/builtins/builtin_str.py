"""str() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("str()", lambda: str())
show("str(5)", lambda: str(5))
show("str(1.0)", lambda: str(1.0))
show("str(None)", lambda: str(None))
show('str(b"ab")', lambda: str(b"ab"))
show('str(b"ab", "ascii")', lambda: str(b"ab", "ascii"))
show('str(b"\\xff", "ascii")', lambda: str(b"\xff", "ascii"))
show('str(b"\\xff", "ascii", "replace")', lambda: str(b"\xff", "ascii", "replace"))
show('str(b"a", encoding="utf-8")', lambda: str(b"a", encoding="utf-8"))
show('str("a", "ascii")', lambda: str("a", "ascii"))
show('str(5, "ascii")', lambda: str(5, "ascii"))
show("str(object=5)", lambda: str(object=5))
show('str([1, "a"])', lambda: str([1, "a"]))
show("str(type)", lambda: str(type))
show('str(b"a", 5)', lambda: str(b"a", 5))
show('str(errors="x")', lambda: str(errors="x"))
show('str(ValueError("v"))', lambda: str(ValueError("v")))
show('str(KeyError("k"))', lambda: str(KeyError("k")))
show("str(1, 2, 3, 4)", lambda: str(1, 2, 3, 4))
