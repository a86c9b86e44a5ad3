# Binary files: bytes in, bytes out.
with open("data.bin", "wb") as f:
    print(f.write(bytes(range(10))))
    print(f.write(b""))
    print(f.tell())
with open("data.bin", "rb") as f:
    print(f.read(3), f.tell())
    print(f.read1(2), f.peek()[:3], f.tell())
    print(f.read(), f.read())
with open("data.bin", "rb") as f:
    box = bytearray(4)
    print(f.readinto(box), box)
    print(f.readinto(box), box)
    print(f.readinto(box), box)
with open("lines.bin", "wb") as f:
    f.write(b"a\r\nb\nc\rd")
with open("lines.bin", "rb") as f:
    print(f.readlines())
    f.seek(0)
    print(f.readline(), f.readline(1), list(f))
