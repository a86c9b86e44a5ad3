"""bin() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("bin(10)", lambda: bin(10))
show("bin(-10)", lambda: bin(-10))
show("bin(0)", lambda: bin(0))
show("bin(True)", lambda: bin(True))
show("bin(2**70)", lambda: bin(2**70))
show("bin(1.5)", lambda: bin(1.5))
show('bin("1")', lambda: bin("1"))
show("bin()", lambda: bin())
