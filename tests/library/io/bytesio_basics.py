# A BytesIO is a binary file in memory.
import io

box = io.BytesIO(b"hello world")
print(box.read(5), box.tell(), box.read(), box.read())
print(box.getvalue(), bytes(box.getbuffer()), len(box.getbuffer()))
box.seek(0)
print(box.write(b"HELLO"), box.getvalue())
box.seek(0, 2)
print(box.write(bytearray(b"!")), box.write(b""), box.getvalue())
lines = io.BytesIO(b"a\nb\r\nc")
print(lines.readline(), list(lines), lines.readlines())
lines.seek(0)
target = bytearray(4)
print(lines.readinto(target), target, lines.read1(1), lines.read1())
print(io.BytesIO().read(), io.BytesIO(bytearray(b"x")).read(), io.BytesIO(initial_bytes=b"y").read())
with io.BytesIO(b"ab") as inner:
    print(inner.readable(), inner.writable(), inner.seekable(), inner.isatty())
print(inner.closed)
