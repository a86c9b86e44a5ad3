"""memoryview() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('memoryview(b"abc").tolist()', lambda: memoryview(b"abc").tolist())
show('memoryview(b"abc")[0]', lambda: memoryview(b"abc")[0])
show('bytes(memoryview(b"abc")[1:])', lambda: bytes(memoryview(b"abc")[1:]))
show('memoryview("a")', lambda: memoryview("a"))
show("memoryview(5)", lambda: memoryview(5))
show("memoryview()", lambda: memoryview())
show('memoryview(b"ab").readonly', lambda: memoryview(b"ab").readonly)
show('memoryview(bytearray(b"ab")).readonly', lambda: memoryview(bytearray(b"ab")).readonly)
show('memoryview(b"ab").nbytes, memoryview(b"ab").itemsize, memoryview(b"ab").format', lambda: memoryview(b"ab").nbytes, memoryview(b"ab").itemsize, memoryview(b"ab").format)
show('memoryview(b"ab").shape, memoryview(b"ab").strides, memoryview(b"ab").ndim', lambda: memoryview(b"ab").shape, memoryview(b"ab").strides, memoryview(b"ab").ndim)
show('memoryview(b"abcd")[::2].tolist()', lambda: memoryview(b"abcd")[::2].tolist())
show('memoryview(b"abcd")[::-1].tobytes()', lambda: memoryview(b"abcd")[::-1].tobytes())
show('memoryview(b"a") == b"a"', lambda: memoryview(b"a") == b"a")
show('memoryview(b"ab")[5]', lambda: memoryview(b"ab")[5])
show('memoryview(b"ab")["x"]', lambda: memoryview(b"ab")["x"])
show('hash(memoryview(b"a")) == hash(b"a")', lambda: hash(memoryview(b"a")) == hash(b"a"))
show('hash(memoryview(bytearray(b"a")))', lambda: hash(memoryview(bytearray(b"a"))))
