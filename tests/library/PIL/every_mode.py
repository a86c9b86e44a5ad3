"""Kernels, transforms, tables of colours and conversions on every mode: sums of the pixels."""
import struct
import warnings
import zlib

from PIL import Image, ImageFilter

warnings.simplefilter("ignore")
SIZE = WIDTH, HEIGHT = 23, 17
MODES = ("1 L P PA LA La RGB RGBA RGBa RGBX CMYK YCbCr LAB HSV I F I;16 I;16B").split()


def made(mode):
    """A picture with many values."""
    cells = [(x, y) for y in range(HEIGHT) for x in range(WIDTH)]
    if mode == "1":
        image = Image.new(mode, SIZE)
        for x, y in cells:
            image.putpixel((x, y), 255 * ((x * x + y * 3) % 5 < 2))
        return image
    formats = {"I": "<i", "F": "<f", "I;16": "<H", "I;16B": ">H"}
    if mode in formats:
        values = [x * x * 97 + y * 503 + x * y * 31 for x, y in cells]
        if mode in "IF":
            values = [value - 9000 for value in values]
        data = b"".join(struct.pack(formats[mode], value) for value in values)
    else:
        bands = len(Image.new(mode, (1, 1)).getbands())
        data = bytes((x * x * 7 + y * 13 + band * 51 + x * y) % 256
                     for x, y in cells for band in range(bands))
    image = Image.frombytes(mode, SIZE, data)
    if mode == "P":
        image.putpalette([(i * k + k * 7) % 256 for i in range(256) for k in (3, 5, 11)])
    return image


def show(what, mode, function):
    try:
        image = function()
        print(what, mode, image.mode, image.size, zlib.crc32(image.tobytes()))
    except ValueError as error:
        print(what, mode, error)


def curve(r, g, b):
    return r * r, g * 0.5, 1 - b


KERNEL = ImageFilter.Kernel((3, 3), (1, 2, -3, 4, 5, 1, 0.5, 2, 1), scale=7, offset=3)
WIDE = ImageFilter.Kernel((5, 5), [(-1) ** i * i * 0.5 for i in range(25)], scale=5.5, offset=10)
TABLE = ImageFilter.Color3DLUT.generate((3, 4, 5), curve)
FOUR = ImageFilter.Color3DLUT.generate(3, lambda r, g, b: (*curve(r, g, b), r), 4, "RGBA")
MATRIX = 1.1, 0.2, -1, 0.1, 0.9, 2
AFFINE = Image.Transform.AFFINE

for mode in MODES:
    image = made(mode)
    show("kernel", mode, lambda: image.filter(KERNEL))
    show("wide kernel", mode, lambda: image.filter(WIDE))
    show("table", mode, lambda: image.filter(TABLE))
    show("table of four", mode, lambda: image.filter(FOUR))
    for method in Image.Resampling.NEAREST, Image.Resampling.BILINEAR, Image.Resampling.BICUBIC:
        show(f"affine {method.name}", mode, lambda: image.transform((20, 20), AFFINE, MATRIX, method))
        show(f"rotate {method.name}", mode, lambda: image.rotate(33, method, expand=True))
    for other in MODES:
        if other != "LAB" and mode != "LAB" and (mode, other) not in (("RGBA", "P"), ("RGBA", "PA")):
            show(f"to {other}", mode, lambda: image.convert(other))
    show("to 1 without dithering", mode, lambda: image.convert("1", dither=0))
    show("through a matrix", mode, lambda: image.convert("RGB", (.4, .3, .2, 5, .1, .8, .3, 0, .2, .2, .5, -3)))
