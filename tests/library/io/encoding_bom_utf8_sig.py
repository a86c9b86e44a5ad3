# The mark at the start of files that some editors write.
with open("bom.txt", "w", encoding="utf-8-sig") as f:
    f.write("name,age\n")
with open("bom.txt", "rb") as f:
    print(f.read())
with open("bom.txt", encoding="utf-8") as f:
    print(repr(f.read()))
with open("bom.txt", encoding="utf-8-sig") as f:
    print(repr(f.read()))
with open("bom.txt", "a", encoding="utf-8-sig") as f:
    f.write("more\n")
with open("bom.txt", "rb") as f:
    print(f.read())
with open("plain.txt", "w", encoding="utf-8") as f:
    f.write("no mark\n")
with open("plain.txt", encoding="utf-8-sig") as f:
    print(repr(f.read()))
with open("bom.txt", encoding="utf-16") as f:
    try:
        f.read()
    except UnicodeError as error:
        print(type(error).__name__, error)
