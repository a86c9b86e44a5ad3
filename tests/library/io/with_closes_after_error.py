# with closes the file when the block raises, and lets the error pass.
try:
    with open("a.txt", "w") as f:
        f.write("kept")
        raise KeyError("stop")
except KeyError as error:
    print("caught", error, f.closed)
print(open("a.txt").read())


def first_line():
    with open("a.txt") as g:
        return g.readline(), g


line, g = first_line()
print(line, g.closed)
with open("a.txt") as source, open("b.txt", "w") as target:
    target.write(source.read().upper())
print(source.closed, target.closed, open("b.txt").read())
with open("a.txt") as f:
    f.close()
    print(f.closed)
print(f.__exit__(None, None, None))
