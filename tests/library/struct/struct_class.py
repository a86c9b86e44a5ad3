# A compiled Struct.
import struct

point = struct.Struct("<hhd")
data = point.pack(1, -2, 0.5)
print(point.format, point.size, data, point.unpack(data), repr(point))
box = bytearray(point.size * 2)
point.pack_into(box, point.size, 3, 4, 1.0)
print(point.unpack_from(box, point.size), list(point.iter_unpack(bytes(box))))
for action in [
    lambda: struct.Struct("z"),
    lambda: struct.Struct(5),
    lambda: struct.Struct(),
    lambda: point.pack(1, 2),
    lambda: point.unpack(b"abc"),
    lambda: point.pack("a", 1, 1.0),
    lambda: struct.Struct("é"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
print(struct.error.__module__, struct.error.__mro__[1].__name__)


class Named(struct.Struct):
    def read(self, data, *names):
        return dict(zip(names, self.unpack(data)))


print(Named("<BB").read(b"\1\2", "x", "y"))
