"""round() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("round(2.5)", lambda: round(2.5))
show("round(3.5)", lambda: round(3.5))
show("round(-2.5)", lambda: round(-2.5))
show("round(2.675, 2)", lambda: round(2.675, 2))
show("round(1234.5678, -2)", lambda: round(1234.5678, -2))
show("round(15, -1)", lambda: round(15, -1))
show("round(25, -1)", lambda: round(25, -1))
show("round(5)", lambda: round(5))
show("round(5, 2)", lambda: round(5, 2))
show("round(2.5, None)", lambda: round(2.5, None))
show("round(2.5, 0)", lambda: round(2.5, 0))
show('round("a")', lambda: round("a"))
show("round(None)", lambda: round(None))
show("round(1j)", lambda: round(1j))
show('round(float("nan"))', lambda: round(float("nan")))
show('round(float("inf"))', lambda: round(float("inf")))
show('round(float("inf"), 2)', lambda: round(float("inf"), 2))
show("round(1.5, 2.0)", lambda: round(1.5, 2.0))
show("round(1e300, -299)", lambda: round(1e300, -299))
show("round(0.5), round(1.5)", lambda: round(0.5), round(1.5))
show("round(number=2.567, ndigits=1)", lambda: round(number=2.567, ndigits=1))
show("round()", lambda: round())
show("round(1, 2, 3)", lambda: round(1, 2, 3))
show("round(-0.4)", lambda: round(-0.4))
