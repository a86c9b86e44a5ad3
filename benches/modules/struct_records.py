"""struct: pack, unpack, pack_into, unpack_from, iter_unpack of 10^5 records."""
import struct

record = struct.Struct("<IhBd4s")
buffer = bytearray(record.size * 100_000)
for n in range(100_000):
    record.pack_into(buffer, n * record.size, n, n % 1000 - 500, n % 256, n * 0.5, b"abcd")
total = 0
for number, short, byte, real, text in record.iter_unpack(buffer):
    total += number + short + byte + int(real) + len(text)
for n in range(100_000):
    packed = struct.pack(">HHi", n % 65_536, 7, -n)
    high, low, rest = struct.unpack(">HHi", packed)
    total += high - low + rest
many = list(range(100_000))
for _ in range(10):
    packed = struct.pack("<100000i", *many)
    total += len(struct.unpack("<100000i", packed))
print(total)
