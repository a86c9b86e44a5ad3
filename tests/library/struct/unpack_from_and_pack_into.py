# Reading and writing inside a buffer.
import struct

data = struct.pack("<hhi", 1, 2, 3)
print(
    struct.unpack_from("<h", data),
    struct.unpack_from("<h", data, 2),
    struct.unpack_from("<i", data, -4),
    struct.unpack_from("<h", buffer=data, offset=2),
)
box = bytearray(10)
print(struct.pack_into("<hh", box, 2, 5, -1), box)
struct.pack_into(">i", box, -4, 1)
print(box)
for action in [
    lambda: struct.unpack_from("<i", data, 6),
    lambda: struct.unpack_from("<i", data, -2),
    lambda: struct.unpack_from("<i", data, -100),
    lambda: struct.unpack_from("<i", data, 100),
    lambda: struct.pack_into("<i", box, 8, 1),
    lambda: struct.pack_into("<i", box, -2, 1),
    lambda: struct.pack_into("<i", box, -20, 1),
    lambda: struct.pack_into("<i", b"const", 0, 1),
    lambda: struct.pack_into("<i", box),
    lambda: struct.pack_into("<i", box, 0),
    lambda: struct.pack_into("<i", box, "0", 1),
    lambda: struct.pack_into("<i"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
