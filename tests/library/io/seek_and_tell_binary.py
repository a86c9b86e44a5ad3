# seek() with its three origins in a binary file.
with open("d.bin", "wb+") as f:
    f.write(b"abcdefghij")
    print(f.seek(2), f.read(1))
    print(f.seek(2, 1), f.read(1))
    print(f.seek(-2, 2), f.read())
    print(f.seek(0, 2), f.tell(), f.read())
    print(f.seek(15), f.write(b"!"))
    f.seek(0)
    print(f.read())
    for args in [(-1,), (-20, 2), (0, 9), ("1",), (1.5,)]:
        try:
            print(f.seek(*args))
        except Exception as error:
            print(args, type(error).__name__, "|", error)
