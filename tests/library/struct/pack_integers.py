# Every integer format in both byte orders.
import struct

for letter in "bBhHiIlLqQ":
    size = struct.calcsize("<" + letter)
    low, high = (
        (0, 2 ** (8 * size) - 1) if letter.isupper() else (-(2 ** (8 * size - 1)), 2 ** (8 * size - 1) - 1)
    )
    for value in [low, 0, 1, 100, high]:
        data = struct.pack("<" + letter, value)
        print(
            letter,
            size,
            value,
            data,
            struct.pack(">" + letter, value),
            struct.unpack("<" + letter, data) == (value,),
        )
    for value in [low - 1, high + 1, 2**70, 1.5, "1", None]:
        try:
            print(struct.pack("<" + letter, value))
        except struct.error as error:
            print(letter, repr(value), error)


class Index:
    def __index__(self):
        return 7


print(struct.pack("<h", Index()), struct.pack("<B", True))
