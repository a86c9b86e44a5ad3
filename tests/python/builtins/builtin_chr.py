"""chr() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("chr(97)", lambda: chr(97))
show("chr(0x4e2d)", lambda: chr(0x4e2d))
show("chr(0x1f600)", lambda: chr(0x1f600))
show("chr(0)", lambda: chr(0))
show("chr(0x10ffff)", lambda: chr(0x10ffff))
show("chr(0x110000)", lambda: chr(0x110000))
show("chr(-1)", lambda: chr(-1))
show("chr(1.5)", lambda: chr(1.5))
show('chr("a")', lambda: chr("a"))
show("chr(2**70)", lambda: chr(2**70))
show("chr()", lambda: chr())
