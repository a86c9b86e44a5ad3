# Text files seek only to places that tell() gave, and to the end.
import os

with open("t.txt", "w+", encoding="utf-8") as f:
    f.write("äöü\nzwei\n中文\n")
    f.seek(0)
    print(f.readline(), f.tell())
    place = f.tell()
    print(f.readline(), end="")
    print(f.seek(place), f.read(2))
    print(f.seek(0, os.SEEK_END), f.seek(0, 1) == f.tell())
    for args in [(1, 1), (-1, 2), (-1,), (0, 5)]:
        try:
            f.seek(*args)
        except Exception as error:
            print(args, type(error).__name__, "|", error)
    f.seek(0)
    for line in f:
        try:
            f.tell()
        except OSError as error:
            print(type(error).__name__, "|", error)
        break
