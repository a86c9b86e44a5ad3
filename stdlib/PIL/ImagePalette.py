"""Palettes: the colours that indexes of mode P mean."""


class ImagePalette:
    """Colours of a picture of mode P, as bytes, `mode` ("RGB", "RGBA", "L") after `mode`."""

    def __init__(self, mode="RGB", palette=None):
        self.mode = mode
        self.rawmode = None
        self.palette = palette or bytearray()
        self.dirty = None

    @property
    def colors(self):
        """Colours and their first index."""
        step = len(self.mode)
        found = {}
        for i in range(0, len(self.palette) // step):
            found.setdefault(tuple(self.palette[i * step:(i + 1) * step]), i)
        return found

    def copy(self):
        """A palette of the same colours."""
        return ImagePalette(self.mode, bytearray(self.palette))

    def getdata(self):
        """Mode and bytes."""
        return self.mode, bytes(self.palette)

    def tobytes(self):
        """The bytes of the colours."""
        return bytes(self.palette)

    def getcolor(self, color, image=None):
        """The index of a colour, which is added if it is new."""
        if not isinstance(color, tuple):
            raise ValueError(f"unknown color specifier: {color!r}")
        if self.mode == "RGB" and len(color) == 4:
            if color[3] != 255:
                raise ValueError("cannot add non-opaque RGBA color to RGB palette")
            color = color[:3]
        elif self.mode == "RGBA" and len(color) == 3:
            color += (255,)
        known = self.colors
        if color in known:
            return known[color]
        index = len(self.palette) // len(self.mode)
        if index >= 256:
            raise ValueError("cannot allocate more than 256 colors")
        self.palette = bytearray(self.palette) + bytes(color)
        self.dirty = 1
        return index

    def save(self, fp):
        """Write the palette as text to a file or path."""
        opened = isinstance(fp, str)
        f = open(fp, "w") if opened else fp
        try:
            f.write("# Palette\n")
            f.write(f"# Mode: {self.mode}\n")
            step = len(self.mode)
            for i in range(len(self.palette) // step):
                row = self.palette[i * step:(i + 1) * step]
                f.write("%d" % i + "".join(" %d" % v for v in row) + "\n")
        finally:
            if opened:
                f.close()

    def rgba(self):
        """Four bytes for each of 256 entries."""
        step = len(self.mode)
        out = bytearray()
        data = bytes(self.palette)
        for i in range(min(256, len(data) // step)):
            c = data[i * step:(i + 1) * step]
            out += c * 3 + b"\xff" if step == 1 else c if step == 4 else c + b"\xff"
        return bytes(out) + b"\0\0\0\xff" * (256 - len(out) // 4)


def raw(rawmode, data):
    """A palette out of bytes."""
    return ImagePalette(rawmode, data)


def make_linear_lut(black, white):
    """Levels from black (0) to a value."""
    if black == 0:
        return [white * i // 255 for i in range(256)]
    raise NotImplementedError("unavailable when black is non-zero")


def make_gamma_lut(exp):
    """Levels bent by a gamma."""
    return [int(((i / 255.0) ** exp) * 255.0 + 0.5) for i in range(256)]


def negative(mode="RGB"):
    """From white to black."""
    step = len(mode)
    return ImagePalette(mode, bytearray(255 - i // step for i in range(256 * step)))


def random(mode="RGB"):
    """Any colours."""
    from random import randint
    return ImagePalette(mode, bytearray(randint(0, 255) for _ in range(256 * len(mode))))


def sepia(white="#fff0c0"):
    """From black to a warm white."""
    from . import ImageColor
    bands = [make_linear_lut(0, band) for band in ImageColor.getrgb(white)]
    return ImagePalette("RGB", bytearray(bands[i % 3][i // 3] for i in range(256 * 3)))


def wedge(mode="RGB"):
    """From black to white."""
    step = len(mode)
    return ImagePalette(mode, bytearray(i // step for i in range(256 * step)))
