"""Compression piece by piece."""

import zlib

text = b"".join(b"line %d of a text\n" % n for n in range(300))
for level in (-1, 0, 1, 6, 9):
    for wbits in (15, -15, 31, 9):
        packer = zlib.compressobj(level, zlib.DEFLATED, wbits)
        packed = b"".join(packer.compress(text[at:at + 100]) for at in range(0, len(text), 100)) + packer.flush()
        assert zlib.decompress(packed, wbits) == text
        print(level, wbits, len(packed), zlib.crc32(packed))
packed = zlib.compress(text)
opener = zlib.decompressobj()
out = opener.decompress(packed + b"rest", 10)
print(out, len(opener.unconsumed_tail), opener.unused_data, opener.eof)
while not opener.eof:
    out += opener.decompress(opener.unconsumed_tail, 1000)
print(out == text, opener.unused_data, opener.eof, opener.flush())
opener = zlib.decompressobj()
parts = [opener.decompress(packed[at:at + 7]) for at in range(0, len(packed), 7)]
print(b"".join(parts) == text, opener.eof)
packer = zlib.compressobj()
first = packer.compress(b"abc") + packer.flush(zlib.Z_SYNC_FLUSH)
print(zlib.decompressobj().decompress(first), packer.flush(zlib.Z_FULL_FLUSH) + packer.compress(b"def") + packer.flush())
packer = zlib.compressobj(zdict=b"hello world")
packed = packer.compress(b"hello world") + packer.flush()
print(zlib.decompressobj(zdict=b"hello world").decompress(packed))
try:
    zlib.decompressobj().decompress(packed)
except zlib.error as problem:
    print(problem)
try:
    packer.compress(b"x")
except zlib.error as problem:
    print(problem)
print(zlib.crc32(b"abc"), zlib.adler32(b"abc"), zlib.crc32(b"c", zlib.crc32(b"ab")), zlib.adler32(b"c", zlib.adler32(b"ab")))
