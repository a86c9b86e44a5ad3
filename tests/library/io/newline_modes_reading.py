# newline= decides what ends a line when reading.
data = b"unix\nwin\r\nmac\rend"
with open("n.txt", "wb") as f:
    f.write(data)
for newline in [None, "", "\n", "\r", "\r\n"]:
    with open("n.txt", newline=newline) as f:
        print(repr(newline), f.readlines(), f.newlines)
    with open("n.txt", newline=newline) as f:
        print(repr(f.read()))
for bad in ["\r\r", "x", "\n\n", " "]:
    try:
        open("n.txt", newline=bad)
    except ValueError as error:
        print(repr(str(error)))
