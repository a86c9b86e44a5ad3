# writelines takes any iterable of strings and adds no line ends.
with open("a.txt", "w") as f:
    print(f.writelines(["a", "b\n"]))
    f.writelines(str(n) for n in range(3))
    f.writelines("xyz")
    f.writelines({"k1": 1, "k2": 2})
    f.writelines([])
    try:
        f.writelines(["good", 3, "never"])
    except TypeError as error:
        print(error)
print(repr(open("a.txt").read()))
with open("b.bin", "wb") as f:
    f.writelines([b"1", bytearray(b"2")])
print(open("b.bin", "rb").read())
