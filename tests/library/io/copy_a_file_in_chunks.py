# A loop with the walrus over fixed-size chunks; iter with a sentinel.
with open("src.bin", "wb") as f:
    f.write(bytes(range(256)) * 3)
copied = 0
with open("src.bin", "rb") as src, open("dst.bin", "wb") as dst:
    while chunk := src.read(100):
        copied += dst.write(chunk)
        print(len(chunk), end=" ")
print(copied)
with open("dst.bin", "rb") as f:
    sizes = [len(block) for block in iter(lambda: f.read(256), b"")]
print(sizes)
print(open("src.bin", "rb").read() == open("dst.bin", "rb").read())
with open("t.txt", "w", encoding="utf-8") as f:
    f.write("好" * 5)
with open("t.txt", encoding="utf-8") as f:
    print([part for part in iter(lambda: f.read(2), "")])
