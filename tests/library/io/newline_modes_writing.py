# newline= decides what a written "\n" becomes.
for newline in [None, "", "\n", "\r", "\r\n"]:
    with open("n.txt", "w", newline=newline) as f:
        f.write("a\nb\r\nc\rd")
        print("x", file=f)
    with open("n.txt", "rb") as f:
        print(repr(newline), f.read())
