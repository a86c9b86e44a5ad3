# iter_unpack over equal records.
import struct

data = b"".join(struct.pack("<hB", n, n * n) for n in range(4))
print(list(struct.iter_unpack("<hB", data)), list(struct.iter_unpack("<h", b"")))
records = struct.iter_unpack("<hB", data)
print(
    type(records).__name__,
    next(records),
    iter(records) is records,
    records.__length_hint__(),
    sum(b for _, b in records),
)
for fmt, blob in [("<hB", data[:-1]), ("", b"abc"), ("<i", b"ab"), ("<i", "text")]:
    try:
        print(list(struct.iter_unpack(fmt, blob)))
    except Exception as error:
        print(type(error).__name__, "|", error)
try:
    next(records)
except StopIteration:
    print("stop")
