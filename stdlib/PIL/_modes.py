"""Names of PIL.Image: the modes and what they are made of, and the numbers of methods."""

from enum import IntEnum


class Transpose(IntEnum):
    """Mirrorings and quarter turns."""

    __module__ = "PIL.Image"

    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


class Transform(IntEnum):
    """Geometric transforms."""

    __module__ = "PIL.Image"

    AFFINE = 0
    EXTENT = 1
    PERSPECTIVE = 2
    QUAD = 3
    MESH = 4


class Resampling(IntEnum):
    """Filters for other sizes."""

    __module__ = "PIL.Image"

    NEAREST = 0
    BOX = 4
    BILINEAR = 2
    HAMMING = 5
    BICUBIC = 3
    LANCZOS = 1
    MKS2013 = 6
    MKS2021 = 7


class Dither(IntEnum):
    """Ways to spread errors of colours."""

    __module__ = "PIL.Image"

    NONE = 0
    ORDERED = 1
    RASTERIZE = 2
    FLOYDSTEINBERG = 3


class Palette(IntEnum):
    """Palettes for convert."""

    __module__ = "PIL.Image"

    WEB = 0
    ADAPTIVE = 1


class Quantize(IntEnum):
    """Ways to choose a palette."""

    __module__ = "PIL.Image"

    MEDIANCUT = 0
    MAXCOVERAGE = 1
    FASTOCTREE = 2
    LIBIMAGEQUANT = 3


ENUMS = Transpose, Transform, Resampling, Dither, Palette, Quantize

# Of each mode: base mode, type of the bands, bands.
TABLE = {
    "1": ("L", "L", ("1",)),
    "L": ("L", "L", ("L",)),
    "I": ("L", "I", ("I",)),
    "F": ("L", "F", ("F",)),
    "P": ("P", "L", ("P",)),
    "RGB": ("RGB", "L", ("R", "G", "B")),
    "RGBX": ("RGB", "L", ("R", "G", "B", "X")),
    "RGBA": ("RGB", "L", ("R", "G", "B", "A")),
    "CMYK": ("RGB", "L", ("C", "M", "Y", "K")),
    "YCbCr": ("RGB", "L", ("Y", "Cb", "Cr")),
    "LAB": ("RGB", "L", ("L", "A", "B")),
    "HSV": ("RGB", "L", ("H", "S", "V")),
    "RGBa": ("RGB", "L", ("R", "G", "B", "a")),
    "LA": ("L", "L", ("L", "A")),
    "La": ("L", "L", ("L", "a")),
    "PA": ("RGB", "L", ("P", "A")),
    "I;16": ("L", "L", ("I",)),
    "I;16B": ("L", "L", ("I",)),
}
MODES = ["1", "CMYK", "F", "HSV", "I", "I;16", "I;16B", "I;16L", "I;16N", "L", "LA", "La", "LAB",
         "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "YCbCr"]


def getmodebase(mode):
    """The base mode, "L" or "RGB" ("P" of itself)."""
    return TABLE[mode][0]


def getmodetype(mode):
    """The type of the bands: "L", "I" or "F"."""
    return TABLE[mode][1]


def getmodebandnames(mode):
    """The names of the bands."""
    return TABLE[mode][2]


def getmodebands(mode):
    """The number of bands."""
    return len(TABLE[mode][2])


for _function in getmodebase, getmodetype, getmodebandnames, getmodebands:
    _function.__module__ = "PIL.Image"
