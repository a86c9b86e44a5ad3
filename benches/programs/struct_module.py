"""struct: packing and unpacking records in bytes."""
import struct

total = 0
for n in range(220_000):
    packed = struct.pack("<IhBd", n, n % 1000 - 500, n % 256, n * 0.5)
    number, short, byte, real = struct.unpack("<IhBd", packed)
    total += number + short + byte + int(real) + len(packed)
record = struct.Struct(">HHi")
buffer = b"".join(record.pack(i % 65536, 7, -i) for i in range(50_000))
for high, low, rest in record.iter_unpack(buffer):
    total += high - low + rest
print(total)
