"""Write a small BMP picture with struct, and read its header again."""

import os
import struct

HEADER = '<ccIIIIIIHH'


def write(path, width, height, color):
    """Write a picture of one colour (blue, green, red)."""
    row = bytes(color) * width
    row += bytes(-len(row) % 4)
    pixels = row * height
    size = 54 + len(pixels)
    with open(path, 'wb') as f:
        f.write(struct.pack(HEADER, b'B', b'M', size, 0, 54, 40, width, height, 1, 24))
        f.write(bytes(24))
        f.write(pixels)


def describe(path):
    """What the header of a picture says."""
    with open(path, 'rb') as f:
        fields = struct.unpack(HEADER, f.read(struct.calcsize(HEADER)))
    if fields[:2] not in [(b'B', b'M'), (b'B', b'A')]:
        return 'no bitmap'
    return '%d x %d, %d bits, %d bytes' % (fields[6], fields[7], fields[9], fields[2])


def main():
    write('red.bmp', 5, 3, (0, 0, 255))
    print(describe('red.bmp'))
    print(os.path.getsize('red.bmp'))
    with open('x.txt', 'w') as f:
        f.write('x' * 40)
    print(describe('x.txt'))


if __name__ == '__main__':
    main()
