# What a BytesIO refuses, closed or not.
import io

box = io.BytesIO(b"abc")
for action in [
    lambda: io.BytesIO("text"),
    lambda: io.BytesIO(5),
    lambda: box.write("text"),
    lambda: box.write(3),
    lambda: box.writelines(["x"]),
    lambda: box.fileno(),
    lambda: box.detach(),
    lambda: box.readinto(b"const"),
    lambda: box.encoding,
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
view = box.getbuffer()
try:
    box.write(b"longer than before")
except BufferError as error:
    print(type(error).__name__, "|", error)
view.release()
print(box.write(b"longer"))
box.close()
for name in [
    "getvalue",
    "getbuffer",
    "read",
    "readline",
    "tell",
    "truncate",
    "readable",
    "isatty",
    "flush",
    "__next__",
]:
    try:
        print(name, getattr(box, name)())
    except ValueError as error:
        print(name, error)
