"""float() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("float()", lambda: float())
show("float(1)", lambda: float(1))
show('float("1.5")', lambda: float("1.5"))
show('float(" -1e3 ")', lambda: float(" -1e3 "))
show('float("1_000.5")', lambda: float("1_000.5"))
show('float("inf")', lambda: float("inf"))
show('float("-Infinity")', lambda: float("-Infinity"))
show('float("nan")', lambda: float("nan"))
show('float("1__0")', lambda: float("1__0"))
show('float("")', lambda: float(""))
show('float("abc")', lambda: float("abc"))
show('float(b"2.5")', lambda: float(b"2.5"))
show("float(None)", lambda: float(None))
show("float([])", lambda: float([]))
show("float(1j)", lambda: float(1j))
show("float(10**400)", lambda: float(10**400))
show("float(True)", lambda: float(True))
show('float("٣.٥")', lambda: float("٣.٥"))
show("float(1, 2)", lambda: float(1, 2))
show('float("0x10")', lambda: float("0x10"))
show("float(x=1)", lambda: float(x=1))
