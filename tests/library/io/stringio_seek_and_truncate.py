# seek, tell and truncate in a StringIO; writing past the end fills with NULs.
import io
import os

box = io.StringIO("0123456789")
print(box.seek(3), box.tell(), box.read(2))
print(box.truncate(5), box.tell(), box.getvalue())
box.seek(2)
print(box.truncate(), box.getvalue())
print(box.truncate(50), box.getvalue())
print(box.seek(5), box.write("x"), repr(box.getvalue()))
print(box.seek(0, os.SEEK_END), box.seek(0, 1), box.seek(0, 2))
print(repr(box.read(5)))
for action in [
    lambda: box.seek(-1),
    lambda: box.seek(1, 1),
    lambda: box.seek(-1, 2),
    lambda: box.seek(0, 3),
    lambda: box.seek("a"),
    lambda: box.truncate(-1),
    lambda: box.truncate("a"),
    lambda: box.read("a"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
