# name, mode, closed, encoding, errors, newlines and friends.
with open("a.txt", "w", encoding="utf-8") as f:
    print(f.name, f.mode, f.closed, f.encoding, f.errors)
    print(f.readable(), f.writable(), f.seekable(), f.isatty())
    print(f.newlines, f.line_buffering, f.write_through)
    print(type(f.fileno()).__name__)
    print(repr(f))
print(f.closed, f.name, f.mode)
print(repr(f))
with open("a.txt", "r", encoding="gbk", errors="replace") as f:
    print(f.mode, f.encoding, f.errors, f.readable(), f.writable())
with open("a.txt", "rb") as f:
    print(f.mode, f.name, f.closed, f.readable(), f.writable(), f.seekable())
    print(repr(f), repr(f.raw))
    print(hasattr(f, "encoding"))
with open("a.txt", "r+b") as f:
    print(f.mode, repr(f), repr(f.raw))
with open("a.txt", "w+") as f:
    print(f.mode, f.buffer.mode, f.readable(), f.writable())
print(open(b"a.txt").name)
