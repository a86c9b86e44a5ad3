# truncate() cuts or lengthens and leaves the position.
import os

with open("t.bin", "wb+") as f:
    f.write(b"0123456789")
    print(f.truncate(4), f.tell())
    f.seek(0)
    print(f.read())
    f.seek(2)
    print(f.truncate())
    print(f.truncate(6))
    f.seek(0)
    print(f.read())
    try:
        f.truncate(-1)
    except OSError as error:
        print(type(error).__name__, error)
with open("t.txt", "w+") as f:
    f.write("hello world")
    f.seek(5)
    print(f.truncate())
print(open("t.txt").read(), os.path.getsize("t.txt"))
os.truncate("t.txt", 2)
print(open("t.txt").read())
