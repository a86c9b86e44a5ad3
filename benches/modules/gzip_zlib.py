"""zlib and gzip: compressing 4 MB of text, decompressing it, checksums."""
import gzip
import zlib

text = "".join(f"line {n}: the square of {n} is {n * n}\n" for n in range(100_000)).encode()
packed = zlib.compress(text)
total = 0
for _ in range(8):
    total += len(zlib.decompress(packed))
for _ in range(10):
    total += zlib.crc32(text) + zlib.adler32(text)
total += gzip.decompress(gzip.compress(text, 6)) == text
total += len(packed) < len(text) // 4
print(total)
