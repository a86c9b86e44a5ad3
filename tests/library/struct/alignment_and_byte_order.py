# Native alignment against standard sizes.
import struct
import sys

for fmt in ["bi", "ib", "bh", "bq", "hb", "bhi", "qb", "b0i", "b0q", "bd", "cP", "bxi"]:
    print(
        fmt,
        [
            struct.calcsize(prefix + fmt) if "P" not in fmt or prefix in ("", "@") else None
            for prefix in ["", "@", "=", "<", ">", "!"]
        ],
    )
print(struct.pack("bi", 1, 2), struct.pack("=bi", 1, 2), struct.pack("!bi", 1, 2), struct.pack(">bi", 1, 2))
print(struct.pack("b0i", 1), struct.pack("hhl", 1, 2, 3), struct.unpack("hhl", struct.pack("hhl", 1, 2, 3)))
print(sys.byteorder, struct.pack("=H", 1) == struct.pack("<H", 1))
print(
    struct.calcsize(""),
    struct.calcsize("10s"),
    struct.calcsize("3i2h"),
    struct.calcsize("< i  h "),
    struct.calcsize("0s"),
)
