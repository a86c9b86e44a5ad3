"""bytearray() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("bytearray()", lambda: bytearray())
show("bytearray(3)", lambda: bytearray(3))
show("bytearray([1, 2])", lambda: bytearray([1, 2]))
show('bytearray("é", "utf-8")', lambda: bytearray("é", "utf-8"))
show('bytearray("a")', lambda: bytearray("a"))
show("bytearray([256])", lambda: bytearray([256]))
show("bytearray(-1)", lambda: bytearray(-1))
show("bytearray(None)", lambda: bytearray(None))
show('bytearray(b"x") + b"y"', lambda: bytearray(b"x") + b"y")
show('b"y" + bytearray(b"x")', lambda: b"y" + bytearray(b"x"))
show('bytearray(b"abc")[1:]', lambda: bytearray(b"abc")[1:])
show('bytearray.fromhex("6162")', lambda: bytearray.fromhex("6162"))
show("hash(bytearray())", lambda: hash(bytearray()))
show('bytearray(b"a") == b"a"', lambda: bytearray(b"a") == b"a")
show("{bytearray(): 1}", lambda: {bytearray(): 1})
show('bytearray(b"ab") * 2', lambda: bytearray(b"ab") * 2)
show('repr(bytearray(b"\\\\x00\'"))', lambda: repr(bytearray(b"\\x00'")))
