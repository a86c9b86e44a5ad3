"""Image: pictures in memory, and opening and saving them.

The pixels are in a native object (`_pil.ImagingCore`); here are the names, arguments and rules of
Pillow. Formats are in modules of their own, which `_formats` brings together. Left out: NumPy,
Arrow and Qt bridges, colour profiles (mode LAB), and the formats that are not in `_formats`.
"""

import builtins
import math
import os
import sys
import warnings

import _pil

from . import UnidentifiedImageError, __version__
from ._convert import convert as _convert
from ._convert import quantize as _quantize
from ._modes import ENUMS, MODES, TABLE as _MODES
from ._modes import Dither, Palette, Quantize, Resampling, Transform, Transpose
from ._modes import getmodebandnames, getmodebands, getmodebase, getmodetype

MAX_IMAGE_PIXELS = int(1024 * 1024 * 1024 // 4 // 3)
WARN_POSSIBLE_FORMATS = False


class DecompressionBombWarning(RuntimeWarning):
    """The picture has more pixels than is usual."""


class DecompressionBombError(Exception):
    """The picture has far more pixels than is usual."""


for _enum in ENUMS:
    for _item in _enum:
        globals()[_item.name] = _item.value
del _enum, _item


def _is_path(value):
    return isinstance(value, (str, bytes)) or hasattr(value, "__fspath__")


def _rows(data, height, stride, orientation):
    """Rows from the last to the first, if `orientation` is below 0, each filled up to `stride`."""
    width = len(data) // height
    if 0 < stride < width:
        raise RuntimeError("encoder error -8 in tobytes")
    rows = [data[at:at + width].ljust(stride, b"\0") for at in range(0, len(data), width)]
    return b"".join(reversed(rows) if orientation < 0 else rows)


class Image:
    """A picture. Made by open(), new(), frombytes() and the methods of pictures."""

    format = None
    format_description = None
    _close_exclusive_fp_after_loading = True

    def __init__(self):
        self._im = None
        self._mode = ""
        self._size = (0, 0)
        self.palette = None
        self.info = {}
        self.readonly = 0

    @property
    def im(self):
        """The native picture."""
        return self._im

    @im.setter
    def im(self, core):
        self._im = core

    @property
    def mode(self):
        """The mode: "L", "RGB" and so on."""
        return self._mode

    @property
    def size(self):
        """Width and height in pixels."""
        return self._size

    @property
    def width(self):
        """Width in pixels."""
        return self._size[0]

    @property
    def height(self):
        """Height in pixels."""
        return self._size[1]

    def _new(self, core):
        """A picture of the same information, with other pixels."""
        new = Image()
        new._im = core
        new._mode = core.mode
        new._size = core.size
        if core.mode in ("P", "PA"):
            from .ImagePalette import ImagePalette
            new.palette = self.palette.copy() if self.palette else ImagePalette()
        new.info = self.info.copy()
        return new

    def _own(self):
        """Make sure that the pixels are loaded and may be changed."""
        self.load()
        self.readonly = 0

    def __enter__(self):
        return self

    def __exit__(self, *args):
        fp = getattr(self, "fp", None)
        if fp is not None and getattr(self, "_exclusive_fp", False):
            fp.close()
        self.fp = None

    def close(self):
        """Give the file and the pixels back."""
        fp = getattr(self, "fp", None)
        if fp is not None and getattr(self, "_exclusive_fp", False):
            fp.close()
        self.fp = None
        self._closed = True
        self._im = None

    def __eq__(self, other):
        if self.__class__ is not other.__class__:
            return False
        return (self.mode == other.mode and self.size == other.size and self.info == other.info
                and self.getpalette() == other.getpalette() and self.tobytes() == other.tobytes())

    __hash__ = None

    def __repr__(self):
        kind = self.__class__
        return (f"<{kind.__module__}.{kind.__name__} image mode={self.mode} "
                f"size={self.size[0]}x{self.size[1]} at 0x{id(self):X}>")

    def __getstate__(self):
        return [self.info, self.mode, self.size, self.getpalette(), self.tobytes()]

    def __setstate__(self, state):
        Image.__init__(self)
        info, mode, size, palette, data = state[:5]
        self.info, self._mode, self._size = info, mode, size
        self._im = _pil.new(mode, *size)
        if mode in ("L", "LA", "P", "PA") and palette:
            self.putpalette(palette)
        self.frombytes(data)

    # -- pixels as a whole

    def load(self):
        """Read the pixels, if that is yet to be done; returns access to them by place."""
        if self._im is None and getattr(self, "_closed", False):
            raise ValueError("Operation on closed image")
        return _pil.pixels(self, self._im)

    def verify(self):
        """Look whether the file is broken."""

    def tobytes(self, encoder_name="raw", *args):
        """The bytes of the pixels."""
        self.load()
        if encoder_name != "raw":
            raise OSError(f"encoder {encoder_name} not available")
        if len(args) == 1 and isinstance(args[0], tuple):
            args = args[0]
        rawmode = args[0] if args else self.mode
        stride, orientation = (*args[1:3], 0, 1)[:2] if len(args) < 3 else args[1:3]
        if self.width == 0 or self.height == 0:
            return b""
        from ._raw import pack
        data = pack(self._im, rawmode)
        if not stride and orientation >= 0:
            return data
        return _rows(data, self.height, stride, orientation)

    def tobitmap(self, name="image"):
        """The picture as X11 bitmap text."""
        self.load()
        if self.mode != "1":
            raise ValueError("not a bitmap")
        data = self.tobytes("raw", "1;R")
        return b"".join([
            f"#define {name}_width {self.width}\n".encode("ascii"),
            f"#define {name}_height {self.height}\n".encode("ascii"),
            f"static char {name}_bits[] = {{\n".encode("ascii"),
            ",".join("0x%02x" % b for b in data).encode("ascii"),
            b"\n};",
        ])

    def frombytes(self, data, decoder_name="raw", *args):
        """Set all pixels from bytes."""
        if self.width == 0 or self.height == 0:
            return
        if decoder_name != "raw":
            raise OSError(f"decoder {decoder_name} not available")
        if len(args) == 1 and isinstance(args[0], tuple):
            args = args[0]
        from ._raw import unpack
        self._own()
        self._im = unpack(self.mode, self.size, data, args[0] if args else self.mode)

    def copy(self):
        """A picture with the same pixels."""
        self.load()
        return self._new(self._im.copy())

    __copy__ = copy

    def convert(self, mode=None, matrix=None, dither=None, palette=Palette.WEB, colors=256):
        """The picture in another mode."""
        self.load()
        return _convert(self, mode, matrix, dither, palette, colors)

    def quantize(self, colors=256, method=None, kmeans=0, palette=None,
                 dither=Dither.FLOYDSTEINBERG):
        """The picture with a palette of at most so many colours."""
        self.load()
        return _quantize(self, colors, method, kmeans, palette, dither)

    def crop(self, box=None):
        """A part of the picture: left, upper, right, lower."""
        if box is None:
            return self.copy()
        if box[2] < box[0]:
            raise ValueError("Coordinate 'right' is less than 'left'")
        if box[3] < box[1]:
            raise ValueError("Coordinate 'lower' is less than 'upper'")
        self.load()
        x0, y0, x1, y1 = map(int, map(round, box))
        _decompression_bomb_check((abs(x1 - x0), abs(y1 - y0)))
        return self._new(self._im.crop(x0, y0, x1, y1))

    def draft(self, mode, size):
        """Prepare for loading smaller and in another mode: only JPEG can do it."""

    def filter(self, filter):
        """The picture through a filter of ImageFilter."""
        from . import ImageFilter
        self.load()
        if callable(filter):
            filter = filter()
        if not hasattr(filter, "filter"):
            raise TypeError("filter argument should be ImageFilter.Filter instance or class")
        multiband = isinstance(filter, ImageFilter.MultibandFilter)
        if len(self.getbands()) == 1 or multiband:
            return self._new(filter.filter(self._im))
        bands = [filter.filter(self._im.band(i)) for i in range(len(self.getbands()))]
        return self._new(_pil.merge(self.mode, bands))

    def getbands(self):
        """The names of the bands."""
        return getmodebandnames(self.mode)

    def getbbox(self, *, alpha_only=True):
        """The box around everything that is not zero, or None."""
        self.load()
        return self._im.getbbox(alpha_only)

    def getcolors(self, maxcolors=256):
        """Counts and colours, or None if there are more than `maxcolors`."""
        self.load()
        if self.mode in ("1", "L", "P"):
            counts = self.histogram()
            out = [(n, i) for i, n in enumerate(counts) if n]
            return None if len(out) > maxcolors else out
        return self._im.getcolors(maxcolors)

    def getdata(self, band=None):
        """All pixels, one after the other."""
        warnings.warn(
            "Image.Image.getdata is deprecated and will be removed in Pillow 14 (2027-10-15). "
            "Use get_flattened_data instead.", DeprecationWarning, stacklevel=2)
        self.load()
        return self._im.tolist(band)

    def get_flattened_data(self, band=None):
        """All pixels as a tuple."""
        self.load()
        return tuple(self._im.tolist(band))

    def getextrema(self):
        """Smallest and largest value, of each band if there are several."""
        self.load()
        found = self._im.extrema()
        return tuple(found) if len(self.getbands()) > 1 else found[0] if found else None

    def getexif(self):
        """What the camera wrote."""
        from .ExifTags import Exif
        found = getattr(self, "_exif", None)
        if found is None:
            found = self._exif = Exif()
            if self.info.get("exif"):
                found.load(self.info["exif"])
        return found

    def getpalette(self, rawmode="RGB"):
        """The numbers of the palette, or None."""
        self.load()
        if self.mode not in ("P", "PA") or self.palette is None:
            return None
        data = self.palette.rgba()
        count = len(self.palette.palette) // len(self.palette.mode)
        if rawmode is None:
            rawmode = self.palette.mode
        if rawmode == "RGB":
            return [v for i in range(count) for v in data[i * 4:i * 4 + 3]]
        if rawmode == "RGBA":
            return list(data[:count * 4])
        raise ValueError("unrecognized raw mode")

    @property
    def has_transparency_data(self):
        """Whether some pixel may be transparent."""
        if self.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in self.info:
            return True
        return self.mode == "P" and self.palette is not None and self.palette.mode[-1] == "A"

    def apply_transparency(self):
        """Move the transparency from the information to the palette."""
        if self.mode != "P" or "transparency" not in self.info:
            return
        from ._convert import palette_with_alpha
        from .ImagePalette import ImagePalette
        count = len(self.palette.palette) // len(self.palette.mode)
        self.palette = ImagePalette("RGBA", bytearray(palette_with_alpha(self)[:count * 4]))
        del self.info["transparency"]

    def getpixel(self, xy):
        """The colour of a pixel."""
        self.load()
        x, y = xy
        return self._im.getpixel(int(x), int(y))

    def _put(self, xy, value):
        x, y = xy
        if self.mode in ("P", "PA") and isinstance(value, (list, tuple)) and len(value) in (3, 4):
            alpha = value[3] if self.mode == "PA" and len(value) == 4 else 255
            if self.mode == "PA":
                value = value[:3]
            index = self.palette.getcolor(tuple(value), self)
            value = (index, alpha) if self.mode == "PA" else index
        self._im.putpixel(int(x), int(y), value)

    def putpixel(self, xy, value):
        """Set the colour of a pixel."""
        self._own()
        self._put(xy, value)

    def getprojection(self):
        """Of each column and of each row, whether something is there."""
        self.load()
        lit = self._im
        columns, rows = [0] * self.width, [0] * self.height
        for y in range(self.height):
            for x in range(self.width):
                value = lit.getpixel(x, y)
                if any(value) if isinstance(value, tuple) else value:
                    columns[x] = rows[y] = 1
        return columns, rows

    def histogram(self, mask=None, extrema=None):
        """How often each value stands in each band."""
        self.load()
        if mask:
            mask.load()
            if mask.size != self.size:
                raise ValueError("mask does not fit")
            if mask.mode not in ("1", "L"):
                raise ValueError("bad transparency mask")
        if self.mode in ("I", "F", "I;16"):
            low, high = extrema or self.getextrema()
        else:
            low, high = 0, 255
        return self._im.histogram(mask and mask.im, float(low), float(high))

    def entropy(self, mask=None, extrema=None):
        """How many bits a pixel's value tells."""
        counts = self.histogram(mask, extrema)
        total = sum(counts)
        if not total:
            return 0.0
        entropy = 0.0
        for n in counts:
            if n:
                entropy += n / total * math.log2(n / total)
        return -entropy

    # -- pictures together

    def paste(self, im, box=None, mask=None):
        """Paste a picture or a colour, at a place, through a mask."""
        if isinstance(box, Image):
            if mask is not None:
                raise ValueError("If using second argument as mask, third argument must be None")
            box, mask = None, box
        if box is None:
            box = (0, 0)
        if len(box) == 2:
            if isinstance(im, Image):
                size = im.size
            elif isinstance(mask, Image):
                size = mask.size
            else:
                raise ValueError("cannot determine region size; use 4-item box")
            box = (*box, box[0] + size[0], box[1] + size[1])
        self._own()
        if isinstance(im, str):
            from . import ImageColor
            source = ImageColor.getcolor(im, self.mode)
        elif isinstance(im, Image):
            im.load()
            if self.mode != im.mode:
                if self.mode != "RGB" or im.mode not in ("LA", "RGBA", "RGBa"):
                    im = im.convert(self.mode)
                elif im.mode in ("LA", "RGBA", "RGBa"):
                    im = im.convert("RGB")
            source = im.im
        else:
            source = im
        if mask is not None:
            mask.load()
            if mask.mode not in ("1", "L", "LA", "RGBA", "RGBa"):
                raise ValueError("bad transparency mask")
        self._im.paste(source, [int(v) for v in box], mask and mask.im)

    def alpha_composite(self, im, dest=(0, 0), source=(0, 0)):
        """Put a part of a transparent picture over this one."""
        if not isinstance(source, (list, tuple)):
            raise ValueError("Source must be a list or tuple")
        if not isinstance(dest, (list, tuple)):
            raise ValueError("Destination must be a list or tuple")
        if len(source) not in (2, 4):
            raise ValueError("Source must be a sequence of length 2 or 4")
        if len(dest) != 2:
            raise ValueError("Destination must be a sequence of length 2")
        if min(source) < 0:
            raise ValueError("Source must be non-negative")
        if len(source) == 2:
            source = tuple(source) + im.size
        if source == (0, 0) + im.size:
            overlay = im
        else:
            overlay = im.crop(source)
        box = (*dest, dest[0] + overlay.width, dest[1] + overlay.height)
        background = self if box == (0, 0) + self.size else self.crop(box)
        self.paste(alpha_composite(background, overlay), box)

    def point(self, lut, mode=None):
        """Each value through a function or table."""
        self.load()
        wide = self.mode in ("I", "I;16", "F")
        if wide and callable(lut):
            from ._convert import scale_and_offset
            scale, offset = scale_and_offset(lut)
            return self._new(self._im.scale(float(scale), float(offset)))
        if callable(lut):
            lut = [round(lut(i)) for i in range(256)] * len(self.getbands())
        if self.mode == "F":
            raise ValueError("point operation not supported for this mode")
        lut = [round(v) for v in lut] if mode != "F" else list(lut)
        return self._new(self._im.look_up(lut, mode or self.mode))

    def putalpha(self, alpha):
        """Add or replace the alpha band: a picture of mode L or 1, or a number."""
        self._own()
        if self.mode not in ("LA", "PA", "RGBA"):
            target = {"L": "LA", "P": "PA", "1": "LA"}.get(self.mode, "RGBA")
            if getmodebase(self.mode) not in ("L", "P", "RGB") or self.mode in ("I", "F"):
                raise ValueError("illegal image mode")
            converted = self.convert(target)
            self._im, self._mode = converted.im, converted.mode
            self.palette = converted.palette
        band = len(self.getbands()) - 1
        if isinstance(alpha, Image):
            if alpha.mode not in ("1", "L"):
                raise ValueError("illegal image mode")
            alpha.load()
            if alpha.mode == "1":
                alpha = alpha.convert("L")
            if alpha.size != self.size:
                raise ValueError("images do not match")
            core = alpha.im
        else:
            core = _pil.new("L", *self.size)
            core.fill(alpha)
        self._im.putband(core, band)

    def putdata(self, data, scale=1.0, offset=0.0):
        """Set pixels from a sequence, from the first on."""
        self._own()
        self._im.putlist(list(data), float(scale), float(offset))

    def putpalette(self, data, rawmode="RGB"):
        """Give a picture of mode L or P a palette."""
        from .ImagePalette import ImagePalette
        if self.mode not in ("L", "LA", "P", "PA"):
            raise ValueError("illegal image mode")
        self.load()
        if isinstance(data, ImagePalette):
            palette = data.copy()
        else:
            palette = ImagePalette(rawmode, bytearray(data))
        mode = "PA" if "A" in self.mode else "P"
        self._im = self._im.relabel(mode)
        self._mode = mode
        self.palette = palette

    def remap_palette(self, dest_map, source_palette=None):
        """Order the palette anew."""
        from .ImagePalette import ImagePalette
        if self.mode not in ("L", "P"):
            raise ValueError("illegal image mode")
        self.load()
        if source_palette is None:
            source = bytes(self.getpalette()) if self.mode == "P" else bytes(
                i // 3 for i in range(768))
        else:
            source = bytes(source_palette)
        palette = b"".join(source[i * 3:i * 3 + 3] for i in dest_map)
        places = [0] * 256
        for new, old in reversed(list(enumerate(dest_map))):
            places[old] = new
        out = self._new(self._im.look_up(places, self.mode).relabel("P"))
        out.palette = ImagePalette("RGB", bytearray(palette))
        if "transparency" in self.info and isinstance(self.info["transparency"], int):
            try:
                out.info["transparency"] = dest_map.index(self.info["transparency"])
            except ValueError:
                out.info.pop("transparency", None)
        return out

    def split(self):
        """The bands as pictures of mode L."""
        self.load()
        if len(self.getbands()) == 1:
            return (self.copy(),)
        return tuple(self._new(self._im.band(i)) for i in range(len(self.getbands())))

    def getchannel(self, channel):
        """One band as a picture of mode L."""
        self.load()
        if isinstance(channel, str):
            try:
                channel = self.getbands().index(channel)
            except ValueError:
                raise ValueError(f'The image has no channel "{channel}"') from None
        if not 0 <= channel < len(self.getbands()):
            raise ValueError("band index out of range")
        if self.mode in ("I", "F") or self.mode.startswith("I;16"):
            raise ValueError("image has wrong mode")
        return self._new(self._im.band(channel))

    # -- sizes and places

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        """The picture, or a part of it, in another size."""
        from ._geometry import resize
        self.load()
        return resize(self, size, resample, box, reducing_gap)

    def reduce(self, factor, box=None):
        """The picture smaller by a whole number."""
        from ._geometry import reduce
        self.load()
        return reduce(self, factor, box)

    def rotate(self, angle, resample=Resampling.NEAREST, expand=False, center=None,
               translate=None, fillcolor=None):
        """The picture turned against the clock by degrees."""
        from ._geometry import rotate
        self.load()
        return rotate(self, angle, resample, expand, center, translate, fillcolor)

    def thumbnail(self, size, resample=Resampling.BICUBIC, reducing_gap=2.0):
        """Make this picture fit into a size, its shape kept."""
        from ._geometry import thumbnail
        self.load()
        thumbnail(self, size, resample, reducing_gap)

    def transform(self, size, method, data=None, resample=Resampling.NEAREST, fill=1,
                  fillcolor=None):
        """A picture of a size, filled by a geometric transform of this one."""
        from ._geometry import transform
        self.load()
        return transform(self, size, method, data, resample, fill, fillcolor)

    def transpose(self, method):
        """The picture mirrored or turned by a quarter."""
        self.load()
        return self._new(self._im.transpose(int(method)))

    def effect_spread(self, distance):
        """Pixels moved about at random."""
        import random
        self.load()
        out = self._im.copy()
        for y in range(self.height):
            for x in range(self.width):
                sx = x + random.randint(0, distance - 1) - distance // 2 if distance else x
                sy = y + random.randint(0, distance - 1) - distance // 2 if distance else y
                if 0 <= sx < self.width and 0 <= sy < self.height:
                    out.putpixel(x, y, self._im.getpixel(sx, sy))
        return self._new(out)

    # -- files

    def save(self, fp, format=None, **params):
        """Write the picture to a file, in the format asked for or of the name's ending."""
        from . import _formats
        _formats.save(self, fp, format, params)

    def seek(self, frame):
        """Go to a frame."""
        if frame != 0:
            raise EOFError("no more images in file")

    def tell(self):
        """The number of the frame."""
        return 0

    def show(self, title=None):
        """Show the picture in the terminal."""
        from . import ImageShow
        ImageShow.show(self, title)


# -- making pictures

def _check_size(size):
    if not isinstance(size, (list, tuple)):
        raise ValueError("Size must be a list or tuple")
    if len(size) != 2:
        raise ValueError("Size must be a sequence of length 2")
    if size[0] < 0 or size[1] < 0:
        raise ValueError("Width and height must be >= 0")


def new(mode, size, color=0):
    """A picture of one colour."""
    _check_size(size)
    im = Image()
    if color is None:
        core = _pil.new(mode, int(size[0]), int(size[1]))
    else:
        palette = None
        if isinstance(color, str):
            from . import ImageColor
            color = ImageColor.getcolor(color, mode)
        if mode == "P" and isinstance(color, (list, tuple)) and len(color) in (3, 4):
            from .ImagePalette import ImagePalette
            palette = ImagePalette("RGBA" if len(color) == 4 else "RGB")
            color = palette.getcolor(tuple(color))
        core = _pil.new(mode, int(size[0]), int(size[1]))
        core.fill(color)
        im.palette = palette
    out = im._new(core)
    return out


def frombytes(mode, size, data, decoder_name="raw", *args):
    """A picture out of the bytes of its pixels."""
    _check_size(size)
    im = new(mode, size)
    if im.width and im.height:
        im.frombytes(data, decoder_name, *args)
    return im


def frombuffer(mode, size, data, decoder_name="raw", *args):
    """A picture out of the bytes of a buffer; they are copied."""
    if args and isinstance(args[0], tuple):
        args = args[0]
    return frombytes(mode, size, bytes(data), decoder_name, *args[:1])


def fromarray(obj, mode=None):
    """A picture out of an object with __array_interface__."""
    facts = obj.__array_interface__
    shape = facts["shape"]
    kinds = {("|b1", 0): "1", ("|u1", 0): "L", ("|u1", 2): "LA", ("|u1", 3): "RGB",
             ("|u1", 4): "RGBA", ("<u2", 0): "I;16", ("<i4", 0): "I", ("<f4", 0): "F"}
    bands = shape[2] if len(shape) > 2 else 0
    if mode is None:
        try:
            mode = kinds[facts["typestr"], bands]
        except KeyError:
            raise TypeError(f"Cannot handle this data type: {(1, 1) + shape[2:]}, "
                            f"{facts['typestr']}") from None
    size = 1 if len(shape) == 1 else shape[1], shape[0]
    if facts.get("strides") is None and "data" in facts and isinstance(facts["data"], bytes):
        data = facts["data"]
    else:
        data = obj.tobytes()
    return frombytes(mode, size, data)


def open(fp, mode="r", formats=None):
    """Open a picture's file; the pixels are read when they are needed."""
    if mode != "r":
        raise ValueError(f"bad mode {mode!r}")
    import io
    if isinstance(fp, io.StringIO):
        raise ValueError("StringIO cannot be used to open an image. "
                         "Binary data must be used instead.")
    from . import _formats
    return _formats.open_image(fp, formats)


def _decompression_bomb_check(size):
    if MAX_IMAGE_PIXELS is None:
        return
    pixels = max(1, size[0]) * max(1, size[1])
    if pixels > 2 * MAX_IMAGE_PIXELS:
        raise DecompressionBombError(
            f"Image size ({pixels} pixels) exceeds limit of {2 * MAX_IMAGE_PIXELS} "
            "pixels, could be decompression bomb DOS attack.")
    if pixels > MAX_IMAGE_PIXELS:
        warnings.warn(
            f"Image size ({pixels} pixels) exceeds limit of {MAX_IMAGE_PIXELS} pixels, "
            "could be decompression bomb DOS attack.", DecompressionBombWarning)


def alpha_composite(im1, im2):
    """The second picture over the first."""
    im1.load()
    im2.load()
    return im1._new(im1.im.alpha_composite(im2.im))


def blend(im1, im2, alpha):
    """A picture between two."""
    im1.load()
    im2.load()
    return im1._new(im1.im.blend(im2.im, float(alpha)))


def composite(image1, image2, mask):
    """The first picture where the mask is light, else the second."""
    image = image2.copy()
    image.paste(image1, None, mask)
    return image


def eval(image, *args):
    """A function of each value."""
    return image.point(args[0])


def merge(mode, bands):
    """A picture out of bands."""
    if getmodebands(mode) != len(bands) or "*" in mode:
        raise ValueError("wrong number of bands")
    for band in bands[1:]:
        if band.mode != getmodetype(mode):
            raise ValueError("mode mismatch")
        if band.size != bands[0].size:
            raise ValueError("size mismatch")
    for band in bands:
        band.load()
    return bands[0]._new(_pil.merge(mode, [band.im for band in bands]))


def linear_gradient(mode):
    """256 rows from black to white."""
    if mode not in ("L", "P", "1", "I", "F"):
        raise ValueError("image has wrong mode")
    im = frombytes("L", (256, 256), b"".join(bytes([y]) * 256 for y in range(256)))
    return im if mode == "L" else im.convert(mode)


def radial_gradient(mode):
    """A picture that grows lighter from its middle."""
    if mode not in ("L", "P", "1", "I", "F"):
        raise ValueError("image has wrong mode")
    data = bytes(min(255, int(math.sqrt(((x - 128) ** 2 + (y - 128) ** 2) * 2.0)))
                 for y in range(256) for x in range(256))
    im = frombytes("L", (256, 256), data)
    return im if mode == "L" else im.convert(mode)


def effect_noise(size, sigma):
    """Grey noise around 128."""
    import random
    data = bytes(max(0, min(255, int(random.gauss(128, sigma)))) for _ in range(size[0] * size[1]))
    return frombytes("L", size, data)


def effect_mandelbrot(size, extent, quality):
    """The Mandelbrot set."""
    x0, y0, x1, y1 = extent
    if x1 < x0 or y1 < y0 or quality < 2:
        raise ValueError("bad extent or quality")
    width, height = size
    dx, dy = (x1 - x0) / (width - 1), (y1 - y0) / (height - 1)
    data = bytearray()
    for row in range(height):
        for column in range(width):
            x = y = x2 = y2 = 0.0
            cx, cy = column * dx + x0, row * dy + y0
            for k in range(1, quality + 1):
                y = 2 * x * y + cy
                x = x2 - y2 + cx
                x2, y2 = x * x, y * y
                if x2 + y2 > 100:
                    data.append(k * 255 // quality)
                    break
            else:
                data.append(0)
    return frombytes("L", size, bytes(data))


# -- formats

from ._formats import (EXTENSION, ID, MIME, OPEN, SAVE, SAVE_ALL, init, preinit,  # noqa: E402
                       register_extension, register_extensions, register_mime, register_open,
                       register_save, register_save_all, registered_extensions)

from .ExifTags import Exif  # noqa: E402


def __getattr__(name):
    if name == "core":
        return _pil
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
