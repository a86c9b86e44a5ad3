"""abs() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("abs(-5)", lambda: abs(-5))
show("abs(-5.5)", lambda: abs(-5.5))
show("abs(True)", lambda: abs(True))
show("abs(3+4j)", lambda: abs(3+4j))
show("abs(-2**70)", lambda: abs(-2**70))
show('abs("x")', lambda: abs("x"))
show("abs(None)", lambda: abs(None))
show("abs()", lambda: abs())
show("abs(1, 2)", lambda: abs(1, 2))
show("abs(x=1)", lambda: abs(x=1))
