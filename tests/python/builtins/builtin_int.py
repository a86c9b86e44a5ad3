"""int() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("int()", lambda: int())
show("int(5.9)", lambda: int(5.9))
show("int(-5.9)", lambda: int(-5.9))
show('int("42")', lambda: int("42"))
show('int("  -42\\n")', lambda: int("  -42\n"))
show('int("1_000")', lambda: int("1_000"))
show('int("1__0")', lambda: int("1__0"))
show('int("ff", 16)', lambda: int("ff", 16))
show('int("0xff", 16)', lambda: int("0xff", 16))
show('int("0xff", 0)', lambda: int("0xff", 0))
show('int("010", 0)', lambda: int("010", 0))
show('int("0b101", 0)', lambda: int("0b101", 0))
show('int("z", 36)', lambda: int("z", 36))
show('int("9", 8)', lambda: int("9", 8))
show('int("1", 1)', lambda: int("1", 1))
show('int("1", 37)', lambda: int("1", 37))
show("int(5, 10)", lambda: int(5, 10))
show('int("")', lambda: int(""))
show('int("abc")', lambda: int("abc"))
show('int("1.5")', lambda: int("1.5"))
show('int(b"12")', lambda: int(b"12"))
show('int(b"\\xff")', lambda: int(b"\xff"))
show("int(None)", lambda: int(None))
show("int([])", lambda: int([]))
show('int(float("nan"))', lambda: int(float("nan")))
show('int(float("inf"))', lambda: int(float("inf")))
show('int("٣")', lambda: int("٣"))
show('int("1", "2")', lambda: int("1", "2"))
show("int(x=1)", lambda: int(x=1))
show('int("10", base=2)', lambda: int("10", base=2))
show("int(True)", lambda: int(True))
show('int("-0x1f", 16)', lambda: int("-0x1f", 16))
show("int(1j)", lambda: int(1j))
