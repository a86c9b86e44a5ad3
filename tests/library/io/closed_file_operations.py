# Every operation on a closed file says so; close() twice is fine.
f = open("a.txt", "w+")
f.write("text")
f.close()
f.close()
print(f.closed)
for name, args in [
    ("read", ()),
    ("write", ("x",)),
    ("readline", ()),
    ("readlines", ()),
    ("writelines", (["x"],)),
    ("seek", (0,)),
    ("tell", ()),
    ("truncate", ()),
    ("flush", ()),
    ("fileno", ()),
    ("isatty", ()),
    ("readable", ()),
    ("writable", ()),
    ("seekable", ()),
    ("__enter__", ()),
    ("__iter__", ()),
    ("__next__", ()),
]:
    try:
        print(name, getattr(f, name)(*args))
    except Exception as error:
        print(name, type(error).__name__, error)
try:
    with f:
        print("never")
except ValueError as error:
    print(error)
