import linecache
import os

with open("notes.txt", "w", encoding="utf-8") as f:
    f.write("erste\nzweite é\ndritte")
print(repr(linecache.getline("notes.txt", 1)), repr(linecache.getline("notes.txt", 3)), repr(linecache.getline("notes.txt", 9)), repr(linecache.getline("notes.txt", 0)))
print(linecache.getlines("notes.txt"))
print(repr(linecache.getline("missing.txt", 1)), linecache.getlines(""), linecache.getlines("<string>"))
print("notes.txt" in linecache.cache)
with open("notes.txt", "w") as f:
    f.write("changed text\n")
os.utime("notes.txt", (1, 1))
print(repr(linecache.getline("notes.txt", 1)))
linecache.checkcache("notes.txt")
print(repr(linecache.getline("notes.txt", 1)))
linecache.clearcache()
print(linecache.cache)
print(linecache.getline(__file__, 1), end="")
print("def wrap" in "".join(linecache.getlines(__import__("textwrap").__file__)))
