# Literals, repr, items and slices.
b = b"abc\x00\xff\n'"
print(b, len(b), b[0], b[-1], b[1:3], list(b[:3]), b'say "hi"', b"it's", b"both ' \"")
print(bytes(3), bytes([65, 66]), bytes("中", "utf-8"), bytes(), bytes(range(3)), bytes(b"x"), b"a" b"b", rb"\n", bytes((1,)))
print(b"abc" == bytearray(b"abc"), b"a" == "a", b"a" < b"b", b"" == b"", bool(b""), bool(b"\0"), hash(b"a") == hash(b"a"))
print(65 in b"ABC", b"BC" in b"ABC", b"" in b"A", [n for n in b"hi"], b"\t\r\\\x7f\x80")
for action in (lambda: b[99], lambda: b["a"], lambda: "a" in b, lambda: 300 in b, lambda: b + "x", lambda: bytes([256]),
               lambda: bytes(["a"]), lambda: bytes("x"), lambda: bytes(-1), lambda: bytes(1.5), lambda: b < "a"):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
try:
    b[0] = 1
except TypeError as error:
    print(error)
