# seek with every origin, truncate, and writing past the end.
import io

box = io.BytesIO(b"0123456789")
print(box.seek(-3, 2), box.read(1), box.seek(-2, 1), box.read(1), box.seek(4), box.tell())
print(box.truncate(), box.getvalue(), box.truncate(2), box.getvalue(), box.tell())
print(box.truncate(9), box.getvalue())
print(box.seek(6), box.write(b"z"), box.getvalue())
print(box.seek(100), box.read(), box.seek(-200, 1), box.seek(-200, 2))
for action in [
    lambda: box.seek(-1),
    lambda: box.seek(0, 7),
    lambda: box.seek(1.0),
    lambda: box.truncate(-2),
    lambda: box.read("x"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
