# A GBK file read with the wrong encoding, and with the right one.
with open("g.txt", "w", encoding="gbk") as f:
    f.write("你好,世界\n")
with open("g.txt", encoding="gbk") as f:
    print(f.read(), end="")
try:
    with open("g.txt", encoding="utf-8") as f:
        f.read()
except UnicodeDecodeError as error:
    print(error)
    print(error.encoding, error.object, error.start, error.end, error.reason)
with open("g.txt", encoding="utf-8", errors="replace") as f:
    print(ascii(f.read()))
with open("g.txt", encoding="utf-8", errors="ignore") as f:
    print(ascii(f.read()))
with open("u.txt", "w", encoding="utf-8") as f:
    f.write("你好")
with open("u.txt", encoding="gbk") as f:
    print(f.read())
with open("u.txt", "a", encoding="utf-8") as f:
    f.write("!\n")
try:
    print(open("u.txt", encoding="gbk").read())
except UnicodeDecodeError as error:
    print(error)
with open("u.txt", encoding="latin-1") as f:
    print(ascii(f.read()))
