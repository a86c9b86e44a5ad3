"""bz2: round trips, data that the program bzip2 wrote, pieces, limits, files, errors."""
import base64
import bz2
import io
import os
import tempfile

# What bzip2 makes of these: several streams are one text.
KNOWN = [
    (b"hello " * 10, "QlpoOTFBWSZTWc9+RdMAAA6RAEAAAkSgACClRgZoNTE+mJpOF3JFOFCQz35F0w=="),
]
for text, packed in KNOWN:
    data = base64.b64decode(packed)
    try:
        print(bz2.decompress(data) == text, bz2.decompress(data + data) == text * 2)
    except OSError as error:
        print(type(error).__name__, error)
texts = [b"", b"a", bytes(range(256)) * 50, "中文".encode() * 1000, os.urandom(5000)]
for text in texts:
    for level in 1, 9:
        packed = bz2.compress(text, level)
        print(packed[:4], bz2.decompress(packed) == text)
print(bz2.compress(b"abc" * 100).hex())
compressor = bz2.BZ2Compressor(5)
pieces = [compressor.compress(b"line %d\n" % n) for n in range(1000)] + [compressor.flush()]
packed = b"".join(pieces)
for action in (lambda: compressor.flush(), lambda: compressor.compress(b"x")):
    try:
        action()
    except ValueError as error:
        print(error)
decompressor = bz2.BZ2Decompressor()
print(decompressor.needs_input, decompressor.eof)
out = b""
for at in range(0, len(packed), 100):
    out += decompressor.decompress(packed[at:at + 100])
print(len(out), decompressor.eof, decompressor.needs_input, decompressor.unused_data)
decompressor = bz2.BZ2Decompressor()
part = decompressor.decompress(packed + b"rest", 100)
print(len(part), decompressor.needs_input, decompressor.eof)
while not decompressor.eof:
    part += decompressor.decompress(b"", 1000)
print(len(part), decompressor.unused_data)
for bad in (b"not bzip2 at all", packed[:-5], packed[:10] + b"\0" * 20):
    try:
        print(len(bz2.decompress(bad)))
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)
try:
    decompressor.decompress(b"x")
except EOFError as error:
    print(error)
try:
    bz2.BZ2Compressor(10)
except ValueError as error:
    print(error)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file.bz2")
    with bz2.open(path, "wt", encoding="utf-8") as file:
        print(file.write("erste Zeile\nzweite 中\n"))
    with bz2.open(path, "at", encoding="utf-8") as file:
        file.write("dritte\n")
    with bz2.open(path, "rt", encoding="utf-8") as file:
        print(list(file))
    with bz2.BZ2File(path) as file:
        print(file.readline(), file.tell(), file.peek(3)[:3], file.seek(2), file.read(5), file.seek(-3, 2), file.read())
        print(file.readable(), file.writable(), file.seekable(), file.mode, os.path.basename(file.name))
        try:
            file.write(b"x")
        except io.UnsupportedOperation as error:
            print(error)
    print(file.closed)
    try:
        file.read()
    except ValueError as error:
        print(error)
    for mode in ("rw", "rbt"):
        try:
            bz2.open(path, mode)
        except ValueError as error:
            print(error)
target = io.BytesIO()
with bz2.BZ2File(target, "w") as file:
    file.write(b"in memory")
print(bz2.decompress(target.getvalue()), bz2.BZ2File(io.BytesIO(target.getvalue())).read())
