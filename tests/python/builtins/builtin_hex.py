"""hex() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("hex(255)", lambda: hex(255))
show("hex(-255)", lambda: hex(-255))
show("hex(0)", lambda: hex(0))
show("hex(2**70)", lambda: hex(2**70))
show("hex(1.5)", lambda: hex(1.5))
show('hex("1")', lambda: hex("1"))
show("hex(None)", lambda: hex(None))
