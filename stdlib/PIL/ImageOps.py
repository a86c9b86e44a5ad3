"""Ready-made operations on whole pictures."""

import functools

from . import Image, ImageColor


def _border(border):
    """Left, top, right, bottom of a border."""
    if isinstance(border, tuple):
        if len(border) == 2:
            return border[0], border[1], border[0], border[1]
        if len(border) == 4:
            return border
        raise ValueError("border must be an integer, or a tuple of two or four elements")
    return border, border, border, border


def _color(color, mode):
    return ImageColor.getcolor(color, mode) if isinstance(color, str) else color


def _lut(image, lut):
    if image.mode == "P":
        raise NotImplementedError("mode P support coming soon")
    if image.mode in ("L", "RGB"):
        if image.mode == "RGB" and len(lut) == 256:
            lut = lut * 3
        return image.point(lut)
    raise OSError(f"not supported for mode {image.mode}")


def autocontrast(image, cutoff=0, ignore=None, mask=None, preserve_tone=False):
    """The darkest made black, the lightest white."""
    counts = image.convert("L").histogram(mask) if preserve_tone else image.histogram(mask)
    lut = []
    for layer in range(0, len(counts), 256):
        h = counts[layer:layer + 256]
        if ignore is not None:
            for i in [ignore] if isinstance(ignore, int) else ignore:
                h[i] = 0
        if cutoff:
            low, high = cutoff if isinstance(cutoff, tuple) else (cutoff, cutoff)
            total = sum(h)
            for order, percent in ((range(256), low), (range(255, -1, -1), high)):
                cut = int(total * percent // 100)
                for i in order:
                    if cut > h[i]:
                        cut -= h[i]
                        h[i] = 0
                    else:
                        h[i] -= cut
                        cut = 0
                    if cut <= 0:
                        break
        seen = [i for i, n in enumerate(h) if n]
        lo, hi = (seen[0], seen[-1]) if seen else (255, 0)
        if hi <= lo:
            lut += range(256)
        else:
            scale = 255.0 / (hi - lo)
            shift = -lo * scale
            lut += [max(0, min(255, int(i * scale + shift))) for i in range(256)]
    return _lut(image, lut)


def colorize(image, black, white, mid=None, blackpoint=0, whitepoint=255, midpoint=127):
    """A grey picture in colours from one to another."""
    if image.mode != "L":
        raise ValueError(f"mode must be L, not {image.mode}")
    black, white = _color(black, "RGB"), _color(white, "RGB")
    mid = None if mid is None else _color(mid, "RGB")
    bands = []
    for k in range(3):
        lut = [black[k]] * blackpoint
        if mid is None:
            span = whitepoint - blackpoint
            lut += [black[k] + i * (white[k] - black[k]) // span for i in range(span)]
        else:
            first, second = midpoint - blackpoint, whitepoint - midpoint
            lut += [black[k] + i * (mid[k] - black[k]) // first for i in range(first)]
            lut += [mid[k] + i * (white[k] - mid[k]) // second for i in range(second)]
        lut += [white[k]] * (256 - whitepoint)
        bands += lut
    return _lut(image.convert("RGB"), bands)


def contain(image, size, method=Image.Resampling.BICUBIC):
    """As large as fits in a size, the shape kept."""
    shape, wanted = image.width / image.height, size[0] / size[1]
    if shape != wanted:
        if shape > wanted:
            height = round(image.height / image.width * size[0])
            size = (size[0], height) if height != size[1] else size
        else:
            width = round(image.width / image.height * size[1])
            size = (width, size[1]) if width != size[0] else size
    return image.resize(size, resample=method)


def cover(image, size, method=Image.Resampling.BICUBIC):
    """As small as covers a size, the shape kept."""
    shape, wanted = image.width / image.height, size[0] / size[1]
    if shape != wanted:
        if shape < wanted:
            size = (size[0], round(image.height / image.width * size[0]))
        else:
            size = (round(image.width / image.height * size[1]), size[1])
    return image.resize(size, resample=method)


def pad(image, size, method=Image.Resampling.BICUBIC, color=None, centering=(0.5, 0.5)):
    """As large as fits in a size, with borders to fill it."""
    resized = contain(image, size, method)
    if resized.size == size:
        return resized
    out = Image.new(image.mode, size, color)
    if resized.palette:
        out.palette = resized.palette.copy()
    if resized.width != size[0]:
        out.paste(resized, (round((size[0] - resized.width) * max(0, min(centering[0], 1))), 0))
    else:
        out.paste(resized, (0, round((size[1] - resized.height) * max(0, min(centering[1], 1)))))
    return out


def crop(image, border=0):
    """Without a border."""
    left, top, right, bottom = _border(border)
    return image.crop((left, top, image.size[0] - right, image.size[1] - bottom))


def scale(image, factor, resample=Image.Resampling.BICUBIC):
    """Larger or smaller by a factor."""
    if factor == 1:
        return image.copy()
    if factor <= 0:
        raise ValueError("the factor must be greater than 0")
    return image.resize((round(factor * image.width), round(factor * image.height)),
                        resample=resample)


def deform(image, deformer, resample=Image.Resampling.BILINEAR):
    """Deformed by a mesh."""
    return image.transform(image.size, Image.Transform.MESH, deformer.getmesh(image), resample)


def equalize(image, mask=None):
    """Levels spread evenly."""
    if image.mode == "P":
        image = image.convert("RGB")
    counts = image.histogram(mask)
    lut = []
    for start in range(0, len(counts), 256):
        used = [n for n in counts[start:start + 256] if n]
        if len(used) <= 1:
            lut += range(256)
            continue
        step = (functools.reduce(lambda a, b: a + b, used) - used[-1]) // 255
        if not step:
            lut += range(256)
            continue
        n = step // 2
        for i in range(256):
            lut.append(n // step)
            n += counts[start + i]
    return _lut(image, lut)


def expand(image, border=0, fill=0):
    """With a border."""
    left, top, right, bottom = _border(border)
    color = _color(fill, image.mode)
    size = left + image.size[0] + right, top + image.size[1] + bottom
    out = Image.new(image.mode, size, color)
    if image.palette:
        out.palette = image.palette.copy()
    out.paste(image, (left, top))
    return out


def fit(image, size, method=Image.Resampling.BICUBIC, bleed=0.0, centering=(0.5, 0.5)):
    """Cut and sized to a size."""
    cx, cy = centering
    if not 0.0 <= cx <= 1.0:
        cx = 0.5
    if not 0.0 <= cy <= 1.0:
        cy = 0.5
    if not 0.0 <= bleed < 0.5:
        bleed = 0.0
    edge = bleed * image.size[0], bleed * image.size[1]
    live = image.size[0] - edge[0] * 2, image.size[1] - edge[1] * 2
    ratio, wanted = live[0] / live[1], size[0] / size[1]
    if ratio == wanted:
        width, height = live
    elif ratio >= wanted:
        width, height = wanted * live[1], live[1]
    else:
        width, height = live[0], live[0] / wanted
    left = edge[0] + (live[0] - width) * cx
    top = edge[1] + (live[1] - height) * cy
    return image.resize(size, method, box=(left, top, left + width, top + height))


def flip(image):
    """Upside down."""
    return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)


def grayscale(image):
    """Grey."""
    return image.convert("L")


def invert(image):
    """Black for white."""
    lut = list(range(255, -1, -1))
    return image.point(lut) if image.mode == "1" else _lut(image, lut)


def mirror(image):
    """Left for right."""
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def posterize(image, bits):
    """Fewer bits in each band."""
    mask = ~(2 ** (8 - bits) - 1)
    return _lut(image, [i & mask for i in range(256)])


def solarize(image, threshold=128):
    """What is lighter than a threshold inverted."""
    return _lut(image, [i if i < threshold else 255 - i for i in range(256)])


def exif_transpose(image, *, in_place=False):
    """Turned as the camera was held."""
    method = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
              4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
              6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
              8: Image.Transpose.ROTATE_90}.get(image.getexif().get(0x0112, 1))
    if method is None:
        return None if in_place else image.copy()
    turned = image.transpose(method)
    if in_place:
        image._im, image._size = turned.im, turned.size
        return None
    return turned
