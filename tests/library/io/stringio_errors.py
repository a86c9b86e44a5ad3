# What a StringIO refuses.
import io

box = io.StringIO()
for action in [
    lambda: io.StringIO(5),
    lambda: io.StringIO(b"x"),
    lambda: io.StringIO("x", newline="q"),
    lambda: io.StringIO("x", newline=3),
    lambda: box.write(b"x"),
    lambda: box.write(3),
    lambda: box.writelines([1]),
    lambda: box.fileno(),
    lambda: box.detach(),
    lambda: box.name,
    lambda: box.buffer,
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, "|", error)
box.close()
box.close()
for name in [
    "getvalue",
    "read",
    "readline",
    "tell",
    "truncate",
    "readable",
    "isatty",
    "flush",
    "__next__",
    "__enter__",
]:
    try:
        print(name, getattr(box, name)())
    except ValueError as error:
        print(name, error)
print(box.closed)
