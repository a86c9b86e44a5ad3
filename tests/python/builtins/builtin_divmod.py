"""divmod() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("divmod(7, 3)", lambda: divmod(7, 3))
show("divmod(-7, 3)", lambda: divmod(-7, 3))
show("divmod(7, -3)", lambda: divmod(7, -3))
show("divmod(7.5, 2)", lambda: divmod(7.5, 2))
show("divmod(-7.5, 2)", lambda: divmod(-7.5, 2))
show("divmod(2**70, 3)", lambda: divmod(2**70, 3))
show("divmod(1, 0)", lambda: divmod(1, 0))
show("divmod(1.0, 0)", lambda: divmod(1.0, 0))
show('divmod("a", 1)', lambda: divmod("a", 1))
show("divmod(1j, 1)", lambda: divmod(1j, 1))
show("divmod(1)", lambda: divmod(1))
show("divmod(True, 2)", lambda: divmod(True, 2))
show('divmod(float("inf"), 2)', lambda: divmod(float("inf"), 2))
