# Writing a text file and reading it back whole, in parts and by lines.
with open("poem.txt", "w", encoding="utf-8") as f:
    print(f.write("one\ntwo\n"))
    print(f.write(""))
    print(f.write("three"))
with open("poem.txt", encoding="utf-8") as f:
    print(repr(f.read()))
    print(repr(f.read()))
with open("poem.txt", encoding="utf-8") as f:
    print(repr(f.read(2)), repr(f.read(0)), repr(f.read(3)))
    print(repr(f.readline()), repr(f.readline()), repr(f.readline()))
with open("poem.txt", encoding="utf-8") as f:
    print(f.readlines())
with open("poem.txt", encoding="utf-8") as f:
    print(list(f))
with open("poem.txt", encoding="utf-8") as f:
    print(repr(f.read(-1)), repr(f.read(5)))
