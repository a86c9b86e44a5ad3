"""complex() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("complex()", lambda: complex())
show("complex(1)", lambda: complex(1))
show("complex(1, 2)", lambda: complex(1, 2))
show('complex("1+2j")', lambda: complex("1+2j"))
show('complex("-j")', lambda: complex("-j"))
show('complex(" 3 ")', lambda: complex(" 3 "))
show('complex("1 + 2j")', lambda: complex("1 + 2j"))
show("complex(1j, 1j)", lambda: complex(1j, 1j))
show('complex("1", 2)', lambda: complex("1", 2))
show('complex(1, "2")', lambda: complex(1, "2"))
show('complex("x")', lambda: complex("x"))
show("complex([])", lambda: complex([]))
show("complex(real=1, imag=-0.0)", lambda: complex(real=1, imag=-0.0))
show("complex(imag=2)", lambda: complex(imag=2))
show("complex(1, 2, 3)", lambda: complex(1, 2, 3))
show('complex("(1+2j)")', lambda: complex("(1+2j)"))
show('complex("nan+infj")', lambda: complex("nan+infj"))
