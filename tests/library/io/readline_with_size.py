# readline(size) stops early; the rest comes next.
with open("a.txt", "w") as f:
    f.write("abcdef\n\nxyz")
with open("a.txt") as f:
    for size in [3, 0, -1, 100, 2, None, 5]:
        try:
            print(size, repr(f.readline(size)))
        except TypeError as error:
            print(size, error)
with open("a.txt", "rb") as f:
    for size in [2, 0, 4, 1, -1, 9]:
        print(size, f.readline(size))
    print(f.readline(None))
