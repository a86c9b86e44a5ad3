# A small program in everyday style: writing and reading a BMP file.
import struct

WIDTH, HEIGHT = 2, 2
pixels = [[(255, 0, 0), (0, 255, 0)], [(0, 0, 255), (255, 255, 255)]]
rows = b""
for row in reversed(pixels):
    line = b"".join(struct.pack("<BBB", blue, green, red) for red, green, blue in row)
    rows += line + b"\0" * (-len(line) % 4)
with open("p.bmp", "wb") as f:
    f.write(struct.pack("<2sIHHI", b"BM", 54 + len(rows), 0, 0, 54))
    f.write(struct.pack("<IiiHHIIiiII", 40, WIDTH, HEIGHT, 1, 24, 0, len(rows), 2835, 2835, 0, 0))
    f.write(rows)
with open("p.bmp", "rb") as f:
    mark, size, _, _, offset = struct.unpack("<2sIHHI", f.read(14))
    header = struct.unpack("<IiiHHIIiiII", f.read(40))
    print(mark, size, offset, header[1:3], header[4])
    f.seek(offset)
    body = f.read()
print(body, len(body))
stride = (WIDTH * 3 + 3) // 4 * 4
for y in range(HEIGHT - 1, -1, -1):
    print([struct.unpack_from("<BBB", body, y * stride + x * 3)[::-1] for x in range(WIDTH)])
