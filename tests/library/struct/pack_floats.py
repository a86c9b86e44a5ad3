# Half, single and double precision.
import struct

for letter in "efd":
    for value in [0.0, -0.0, 1.0, -2.5, 0.1, 65504.0, 1e-7, float("inf"), float("-inf"), 7]:
        data = struct.pack("<" + letter, value)
        print(letter, value, data, struct.pack(">" + letter, value), struct.unpack("<" + letter, data)[0])
for letter, value in [
    ("e", 65520.0),
    ("e", 1e6),
    ("f", 1e39),
    ("f", 3.5e38),
    ("d", 10**400),
    ("f", 10**400),
    ("f", "x"),
    ("d", None),
    ("d", 1j),
]:
    try:
        print(struct.pack("<" + letter, value))
    except Exception as error:
        print(letter, type(error).__name__, "|", error)
print(
    struct.unpack("<d", struct.pack("<d", float("nan"))),
    struct.unpack("<e", b"\x01\x7c"),
    struct.unpack(">f", b"\x7f\xc0\x00\x00"),
)
print(
    struct.unpack("<f", struct.pack("<f", 0.1))[0] == 0.1,
    struct.unpack("<e", b"\x01\x00"),
    struct.unpack("<f", b"\x01\0\0\0"),
)
