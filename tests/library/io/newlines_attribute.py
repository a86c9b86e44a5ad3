# f.newlines remembers the kinds of line end seen so far.
with open("n.txt", "wb") as f:
    f.write(b"a\nb\r\nc\rd\n")
with open("n.txt") as f:
    print(f.newlines)
    for line in f:
        print(repr(line))
    print(f.newlines)
with open("one.txt", "wb") as f:
    f.write(b"a\r\nb\r\n")
with open("one.txt") as f:
    f.read()
    print(repr(f.newlines))
