# Formats that mean nothing, and wrong counts.
import struct

for fmt in [
    "z",
    "3",
    "i!",
    "<<i",
    "-1i",
    "1.5i",
    "é",
    "i5",
    "99999999999999999999i",
    "9223372036854775807q",
    "<9223372036854775807i",
]:
    try:
        print(struct.calcsize(fmt))
    except Exception as error:
        print(repr(fmt), type(error).__name__, "|", error)
for action in [
    lambda: struct.pack("ii", 1),
    lambda: struct.pack("i", 1, 2),
    lambda: struct.pack("i"),
    lambda: struct.pack("", 1),
    lambda: struct.pack(),
    lambda: struct.pack(5),
    lambda: struct.unpack("i", b"abc"),
    lambda: struct.unpack("<h", b"abc"),
    lambda: struct.unpack("", b"a"),
    lambda: struct.unpack("i", "text"),
    lambda: struct.unpack("i", 5),
    lambda: struct.unpack("i"),
    lambda: struct.calcsize(None),
    lambda: struct.calcsize("i", "h"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, "|", error)
print(
    struct.pack(b"<h", 1), struct.unpack(b"<h", bytearray(b"\1\0")), struct.unpack("<h", memoryview(b"\1\0"))
)
