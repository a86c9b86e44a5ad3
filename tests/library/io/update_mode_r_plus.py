# "r+" reads and writes the same file without cutting it.
with open("a.txt", "w") as f:
    f.write("0123456789")
with open("a.txt", "r+") as f:
    print(f.read(3))
    f.seek(0)
    f.write("abc")
    f.seek(0)
    print(f.read())
    f.write("END")
print(open("a.txt").read())
with open("a.txt", "r+b") as f:
    f.seek(4)
    f.write(b"__")
    print(f.read(2), f.tell())
print(open("a.txt").read())
with open("a.txt", "w+") as f:
    print(repr(f.read()))
    f.write("fresh")
    f.seek(0)
    print(f.read())
