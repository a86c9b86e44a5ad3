"""Modes and palettes of pictures: what Image.convert and Image.quantize do."""

import _pil

_WEB = bytes(v for i in range(256)
             for v in ((0, 0, 0, 255) if not 10 <= i < 226 else
                       ((i - 10) % 6 * 51, (i - 10) // 6 % 6 * 51, (i - 10) // 36 * 51, 255)))


def palette_with_alpha(im):
    """The palette as four bytes per entry, with the transparency of the information."""
    data = im.palette.rgba()
    transparency = im.info.get("transparency")
    if transparency is None:
        return data
    data = bytearray(data)
    if isinstance(transparency, bytes):
        for i, alpha in enumerate(transparency[:256]):
            data[i * 4 + 3] = alpha
    elif isinstance(transparency, int) and 0 <= transparency < 256:
        data[transparency * 4 + 3] = 0
    return bytes(data)


class ImagePointTransform:
    """Stands for a value in a function, to find out its scale and offset."""

    def __init__(self, scale, offset):
        self.scale, self.offset = scale, offset

    def __neg__(self):
        return ImagePointTransform(-self.scale, -self.offset)

    def __add__(self, other):
        if isinstance(other, ImagePointTransform):
            return ImagePointTransform(self.scale + other.scale, self.offset + other.offset)
        return ImagePointTransform(self.scale, self.offset + other)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return other + -self

    def __mul__(self, other):
        if isinstance(other, ImagePointTransform):
            return NotImplemented
        return ImagePointTransform(self.scale * other, self.offset * other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, ImagePointTransform):
            return NotImplemented
        return ImagePointTransform(self.scale / other, self.offset / other)


def scale_and_offset(function):
    """Scale and offset of a linear function."""
    line = function(ImagePointTransform(1, 0))
    return (line.scale, line.offset) if isinstance(line, ImagePointTransform) else (0, line)


def _colour_to_alpha(im, mode):
    """L and RGB with one transparent colour as a mode with alpha."""
    clear = im.info["transparency"]
    out = im._new(im.im.convert("RGBA" if mode in ("RGBA", "PA") else mode, False))
    colours = im.im.tolist(None)
    wanted = clear if isinstance(clear, tuple) else int(clear)
    alpha = bytes(0 if c == wanted else 255 for c in colours)
    out.im.putband(_pil.frombytes("L", *im.size, alpha), len(out.mode) - 1)
    del out.info["transparency"]
    return out


def _drop_transparency(im, new):
    """The information of a new picture has no transparency that its mode cannot have."""
    if "transparency" in new.info:
        if new.mode in ("LA", "RGBA", "PA", "La", "RGBa"):
            del new.info["transparency"]
        elif im.mode == "P" and new.mode in ("L", "RGB"):
            clear = im.info["transparency"]
            if isinstance(clear, int):
                colour = tuple(im.palette.rgba()[clear * 4:clear * 4 + 3])
                if new.mode == "L":
                    r, g, b = colour
                    colour = (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16
                new.info["transparency"] = colour
            else:
                import warnings
                warnings.warn("Palette images with Transparency expressed in bytes should be "
                              "converted to RGBA images")
                del new.info["transparency"]
        elif new.mode not in ("L", "RGB", "P", "1"):
            del new.info["transparency"]
        elif new.mode == "1":
            del new.info["transparency"]
    return new


def convert(im, mode, matrix, dither, palette, colors):
    """The picture in another mode."""
    from . import Image
    if not mode and not matrix:
        if im.mode != "P":
            return im.copy()
        base = im.palette.mode if im.palette else "RGB"
        mode = "RGBA" if "transparency" in im.info or base == "RGBA" else base
    has_transparency = "transparency" in im.info
    if matrix:
        if mode not in ("L", "RGB"):
            raise ValueError("illegal conversion")
        return _drop_transparency(im, im._new(im.im.matrix(mode, [float(v) for v in matrix])))
    if mode == im.mode:
        return im.copy()
    if mode not in Image._MODES:
        raise ValueError("image has wrong mode")
    if has_transparency and im.mode in ("1", "L", "RGB") and mode in ("LA", "RGBA", "La", "RGBa"):
        return _colour_to_alpha(im, mode)
    if mode == "P" and palette == Image.Palette.ADAPTIVE:
        if im.mode not in ("L", "RGB", "RGBA"):
            raise ValueError("image has wrong mode")
        core, found = im.im.quantize(colors, 0, 0)
        return _with_palette(im, core, found)
    if mode == "P" and im.mode == "RGBA":
        return quantize(im, colors, None, 0, None, Image.Dither.FLOYDSTEINBERG)
    dithered = dither is None or dither == Image.Dither.FLOYDSTEINBERG
    if mode == "PA" and im.mode == "RGBA":
        return _palette_and_alpha(im, colors)
    if im.mode in ("P", "PA"):
        try:
            core = im.im.from_palette(mode, palette_with_alpha(im))
        except ValueError:
            if im.mode == "P":
                raise ValueError("conversion not supported") from None
            core = im.im.from_palette("RGB", palette_with_alpha(im)).convert(mode, dithered)
        if mode == "P" or mode == "PA":
            return im._new(core)
        return _drop_transparency(im, im._new(core))
    if mode in ("P", "PA"):
        return _to_palette(im, mode, dithered)
    try:
        if im.mode.startswith("I;16") and mode.startswith("I;16"):
            # Pillow knows no way between these but the one over bytes.
            core = im.im.convert("L", dithered).convert(mode, dithered)
        else:
            core = im.im.convert(mode, dithered)
    except ValueError:
        base = Image.getmodebase(im.mode)
        if base == im.mode:
            raise
        core = im.im.convert(base, dithered).convert(mode, dithered)
    return _drop_transparency(im, im._new(core))


def _to_palette(im, mode, dithered):
    """Grey as a palette of greys, colours in the web palette."""
    from . import Image
    from .ImagePalette import ImagePalette
    if Image.getmodebase(im.mode) == "L":
        core = im.im if im.mode in ("1", "L") else im.convert("L").im
        greys = bytearray(v for i in range(256) for v in (i, i, i))
        new = im._new(core.relabel("P"))
        new.palette = ImagePalette("RGB", greys)
    else:
        source = im.im if im.mode.startswith("RGB") else im.convert("RGB").im
        new = im._new(source.to_palette(_WEB, dithered))
        count = 226
        new.palette = ImagePalette("RGB", bytearray(
            v for i in range(count) for v in _WEB[i * 4:i * 4 + 3]))
    return _add_alpha(new, None) if mode == "PA" else new


def _add_alpha(im, alpha):
    """A picture of mode P as PA; without an alpha band it is opaque."""
    core = _pil.new("PA", *im.size)
    core.fill((0, 255))
    core.putband(im.im.relabel("L"), 0)
    if alpha is not None:
        core.putband(alpha.im, 1)
    new = im._new(core)
    new.palette = im.palette
    return new


def _palette_and_alpha(im, colors):
    """Colours of their own for the bands of colour, and the alpha band as it is."""
    return _add_alpha(quantize(im.convert("RGB"), colors, None, 0, None, None),
                      im.getchannel("A"))


def quantize(im, colors, method, kmeans, palette, dither):
    """The picture with a palette of at most so many colours."""
    from . import Image
    from .ImagePalette import ImagePalette
    if method is None:
        method = 2 if im.mode == "RGBA" else 0
    if im.mode == "RGBA" and method not in (2, 3):
        raise ValueError("Only Fast Octree (method == 2) and libimagequant (method == 3) "
                         "are valid methods for quantizing RGBA images")
    if method == 3:
        raise ValueError("dependency missing; rebuild with libimagequant support")
    if palette is not None:
        palette.load()
        if palette.mode != "P":
            raise ValueError("bad mode for palette image")
        if im.mode not in ("RGB", "L"):
            raise ValueError("only RGB or L mode images can be quantized to a palette")
        count = len(palette.palette.palette) // len(palette.palette.mode)
        new = im._new(im.im.to_palette(palette.palette.rgba()[:max(count, 1) * 4],
                                       dither == Image.Dither.FLOYDSTEINBERG))
        new.palette = palette.palette.copy()
        return new
    if kmeans < 0:
        raise ValueError("kmeans must not be negative")
    if not 1 <= colors <= 256:
        raise ValueError("bad number of colors")
    source = im.im if im.mode in ("L", "RGB", "RGBA") else im.convert("RGB").im
    core, found = source.quantize(colors, int(method), kmeans)
    return _with_palette(im, core, found)


def _with_palette(im, core, found):
    """A picture of palette indexes, and what its entries are."""
    from .ImagePalette import ImagePalette
    new = im._new(core)
    if im.mode == "RGBA":
        new.palette = ImagePalette("RGBA", bytearray(found))
    else:
        new.palette = ImagePalette("RGB", bytearray(
            v for i in range(0, len(found), 4) for v in found[i:i + 3]))
    return new
