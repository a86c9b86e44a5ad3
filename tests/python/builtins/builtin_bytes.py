"""bytes() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("bytes()", lambda: bytes())
show("bytes(3)", lambda: bytes(3))
show("bytes([1, 2])", lambda: bytes([1, 2]))
show('bytes("é", "utf-8")', lambda: bytes("é", "utf-8"))
show('bytes("é", "ascii")', lambda: bytes("é", "ascii"))
show('bytes("é", "ascii", "replace")', lambda: bytes("é", "ascii", "replace"))
show('bytes("a")', lambda: bytes("a"))
show("bytes([256])", lambda: bytes([256]))
show("bytes([-1])", lambda: bytes([-1]))
show('bytes(["a"])', lambda: bytes(["a"]))
show("bytes(-1)", lambda: bytes(-1))
show("bytes(5.0)", lambda: bytes(5.0))
show("bytes(None)", lambda: bytes(None))
show('bytes(b"x")', lambda: bytes(b"x"))
show('bytes(bytearray(b"y"))', lambda: bytes(bytearray(b"y")))
show('bytes(5, "ascii")', lambda: bytes(5, "ascii"))
show("bytes(range(3))", lambda: bytes(range(3)))
show('bytes([1], "ascii")', lambda: bytes([1], "ascii"))
show("bytes(2**70)", lambda: bytes(2**70))
show('bytes.fromhex("de AD")', lambda: bytes.fromhex("de AD"))
show('bytes.fromhex("d")', lambda: bytes.fromhex("d"))
show('bytes.fromhex("zz")', lambda: bytes.fromhex("zz"))
show("bytes.fromhex(5)", lambda: bytes.fromhex(5))
show('bytes.maketrans(b"ab", b"AB")[97]', lambda: bytes.maketrans(b"ab", b"AB")[97])
show('bytes.maketrans(b"a", b"AB")', lambda: bytes.maketrans(b"a", b"AB"))
show('bytes(type("A", (), {"__bytes__": lambda self: b"q"})())', lambda: bytes(type("A", (), {"__bytes__": lambda self: b"q"})()))
show('bytes(type("A", (), {"__bytes__": lambda self: "q"})())', lambda: bytes(type("A", (), {"__bytes__": lambda self: "q"})()))
