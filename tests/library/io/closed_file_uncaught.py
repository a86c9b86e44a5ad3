# Reading after the with block has closed the file.
with open("a.txt", "w") as f:
    f.write("one line\n")
with open("a.txt") as f:
    first = f.readline()
print(first, end="")
f.read()
