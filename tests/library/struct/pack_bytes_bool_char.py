# c, s, p, ? and x.
import struct

print(struct.pack("c", b"a"), struct.unpack("3c", b"xyz"))
print(
    struct.pack("5s", b"abc"),
    struct.pack("2s", b"abc"),
    struct.pack("s", b"q"),
    struct.pack("0s", b"abc"),
    struct.unpack("3s2s", b"abcde"),
)
print(
    struct.pack("5p", b"abc"),
    struct.pack("3p", b"abcdef"),
    struct.unpack("5p", b"\x02xyzw"),
    struct.unpack("5p", b"\xffxyzw"),
)
print(struct.pack("300p", b"z" * 280)[:3], struct.pack("1p", b"a"), struct.pack("0p", b"a"))
print(struct.pack("????", True, False, [], "x"), struct.unpack("???", b"\0\1\5"))
print(struct.pack("x"), struct.pack("bxxb", 1, 2), struct.unpack("bx2b", b"\1\2\3\4"), struct.pack("3x"))
print(struct.pack("4s", bytearray(b"ab")), struct.pack("P", 5) == (5).to_bytes(8, "little"))
for action in [
    lambda: struct.pack("c", b"ab"),
    lambda: struct.pack("c", "a"),
    lambda: struct.pack("c", 5),
    lambda: struct.pack("s", "a"),
    lambda: struct.pack("3s", 5),
    lambda: struct.pack("p", "x"),
    lambda: struct.unpack("c", b""),
    lambda: struct.pack("<n", 1),
    lambda: struct.pack("<P", 1),
]:
    try:
        print(action())
    except struct.error as error:
        print(error)
