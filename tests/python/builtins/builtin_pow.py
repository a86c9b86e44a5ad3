"""pow() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("pow(2, 10)", lambda: pow(2, 10))
show("pow(2, -1)", lambda: pow(2, -1))
show("pow(2, 3, 5)", lambda: pow(2, 3, 5))
show("pow(2, -1, 7)", lambda: pow(2, -1, 7))
show("pow(2, -1, 4)", lambda: pow(2, -1, 4))
show("pow(2, 3, 0)", lambda: pow(2, 3, 0))
show("pow(2, 3, -5)", lambda: pow(2, 3, -5))
show("pow(2.0, 3)", lambda: pow(2.0, 3))
show("pow(2.0, 3, 5)", lambda: pow(2.0, 3, 5))
show("pow(0, 0)", lambda: pow(0, 0))
show("pow(0, -1)", lambda: pow(0, -1))
show("pow(0.0, -1)", lambda: pow(0.0, -1))
show("pow(-8, 1/3)", lambda: pow(-8, 1/3))
show('pow("a", 2)', lambda: pow("a", 2))
show("pow(2)", lambda: pow(2))
show("pow(base=2, exp=5)", lambda: pow(base=2, exp=5))
show("pow(2, 3, mod=3)", lambda: pow(2, 3, mod=3))
show('pow(2, "x")', lambda: pow(2, "x"))
show("pow(10, 20, 10**9 + 7)", lambda: pow(10, 20, 10**9 + 7))
show("pow(2, 0.5, 3)", lambda: pow(2, 0.5, 3))
show("pow(1j, 2)", lambda: pow(1j, 2))
