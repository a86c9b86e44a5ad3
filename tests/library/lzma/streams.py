"""lzma: round trips of every container, data that xz wrote, pieces, limits, files, errors."""
import base64
import io
import lzma
import os
import tempfile

KNOWN = {
    "xz": "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAIaGVsbG8geHoKAAAAAMFJOvpjUhRaAAEhCWwYxdUftvN9AQAAAAAEWVo=",
    "alone": "XQAAgAD//////////wA0GUnujekRmkCdWU3aI/v//8jtwAA=",
}
for name, text in KNOWN.items():
    try:
        print(name, lzma.decompress(base64.b64decode(text)))
    except lzma.LZMAError as error:
        print(name, error)
raw = [{"id": lzma.FILTER_LZMA2, "preset": 3}]
raw1 = [{"id": lzma.FILTER_LZMA1, "dict_size": 65536, "lc": 2, "lp": 1, "pb": 1}]
texts = [b"", b"a", bytes(range(256)) * 50, "中文".encode() * 1000, os.urandom(5000)]
for text in texts:
    for preset in 0, 6, 1 | lzma.PRESET_EXTREME:
        packed = lzma.compress(text, preset=preset)
        print(packed[:6], lzma.decompress(packed) == text, lzma.decompress(packed + packed, lzma.FORMAT_XZ) == text * 2)
    packed = lzma.compress(text, lzma.FORMAT_ALONE)
    print(packed[:5], lzma.decompress(packed) == text, lzma.decompress(packed, lzma.FORMAT_ALONE) == text)
    for filters in raw, raw1:
        packed = lzma.compress(text, lzma.FORMAT_RAW, filters=filters)
        print(lzma.decompress(packed, lzma.FORMAT_RAW, filters=filters) == text)
for check in lzma.CHECK_NONE, lzma.CHECK_CRC32, lzma.CHECK_CRC64, lzma.CHECK_SHA256:
    packed = lzma.compress(b"data" * 100, check=check)
    decompressor = lzma.LZMADecompressor()
    print(decompressor.check, decompressor.decompress(packed) == b"data" * 100, decompressor.check, lzma.is_check_supported(check))
filters = [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 7}]
numbers = b"".join(n.to_bytes(4, "little") for n in range(3000))
print(lzma.decompress(lzma.compress(numbers, filters=filters)) == numbers)
packed = lzma.compress(b"line of text\n" * 5000)
print(len(packed) < 1000)
decompressor = lzma.LZMADecompressor()
print(decompressor.needs_input, decompressor.eof)
out = b"".join(decompressor.decompress(packed[at:at + 10]) for at in range(0, len(packed), 10))
print(len(out), decompressor.eof, decompressor.needs_input)
decompressor = lzma.LZMADecompressor()
part = decompressor.decompress(packed + b"rest", 100)
print(len(part), decompressor.needs_input, decompressor.eof)
while not decompressor.eof:
    part += decompressor.decompress(b"", 10_000)
print(len(part), decompressor.unused_data)
for bad in (b"not xz at all, this", packed[:-5], packed[:30] + b"\xff" * 20 + packed[50:], b""):
    try:
        print(len(lzma.decompress(bad)))
    except lzma.LZMAError as error:
        print(error)
try:
    lzma.decompress(packed, memlimit=1000)
except lzma.LZMAError as error:
    print(error)
for arguments in (dict(format=9), dict(format=lzma.FORMAT_RAW), dict(preset=3, filters=raw), dict(check=99), dict(preset=77),
                  dict(format=lzma.FORMAT_ALONE, check=lzma.CHECK_CRC32), dict(filters=[{"id": 12345}])):
    try:
        lzma.LZMACompressor(**arguments)
    except (ValueError, lzma.LZMAError) as error:
        print(type(error).__name__, error)
compressor = lzma.LZMACompressor()
print(type(compressor.compress(b"x")), len(compressor.flush()) > 10)
try:
    compressor.flush()
except ValueError as error:
    print(error)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file.xz")
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("erste Zeile\nzweite 中\n")
    with lzma.open(path, "ab") as file:
        file.write(b"dritte\n")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        print(list(file))
    with lzma.LZMAFile(path) as file:
        print(file.readline(), file.tell(), file.seek(2), file.read(5), file.seek(-3, 2), file.read(), file.mode)
    try:
        lzma.open(path, "rq")
    except ValueError as error:
        print(error)
print(lzma.LZMAFile(io.BytesIO(packed)).read() == b"line of text\n" * 5000)
