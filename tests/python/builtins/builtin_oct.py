"""oct() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("oct(8)", lambda: oct(8))
show("oct(-8)", lambda: oct(-8))
show("oct(0)", lambda: oct(0))
show("oct(2**70)", lambda: oct(2**70))
show("oct(1.5)", lambda: oct(1.5))
show("oct([])", lambda: oct([]))
