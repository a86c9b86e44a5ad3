"""ord() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('ord("a")', lambda: ord("a"))
show('ord("中")', lambda: ord("中"))
show('ord("😀")', lambda: ord("😀"))
show('ord(b"a")', lambda: ord(b"a"))
show('ord(bytearray(b"z"))', lambda: ord(bytearray(b"z")))
show('ord("ab")', lambda: ord("ab"))
show('ord("")', lambda: ord(""))
show('ord(b"")', lambda: ord(b""))
show("ord(1)", lambda: ord(1))
show("ord(None)", lambda: ord(None))
