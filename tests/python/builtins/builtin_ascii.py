"""ascii() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('ascii("abc")', lambda: ascii("abc"))
show('ascii("äß中😀")', lambda: ascii("äß中😀"))
show('ascii(["é", b"\\xff"])', lambda: ascii(["é", b"\xff"]))
show('ascii({"ö": 1})', lambda: ascii({"ö": 1}))
show('ascii("\\n\\t\'")', lambda: ascii("\n\t'"))
show("ascii()", lambda: ascii())
show("ascii(1, 2)", lambda: ascii(1, 2))
