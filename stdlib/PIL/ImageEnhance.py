"""Brightness, contrast, colour and sharpness."""

from . import Image, ImageFilter, ImageStat


class _Enhance:
    """Something between a dull picture and the original, or beyond."""

    def enhance(self, factor):
        """The picture at a factor: 0 is dull, 1 the original."""
        return Image.blend(self.degenerate, self.image, factor)


class Color(_Enhance):
    """How colourful."""

    def __init__(self, image):
        self.image = image
        self.intermediate_mode = "LA" if "A" in image.getbands() else "L"
        if self.intermediate_mode != image.mode:
            image = image.convert(self.intermediate_mode).convert(image.mode)
        self.degenerate = image


def _with_alpha(degenerate, image):
    if "A" in image.getbands():
        degenerate.putalpha(image.getchannel("A"))
    return degenerate


class Contrast(_Enhance):
    """How far light and dark are apart."""

    def __init__(self, image):
        self.image = image
        grey = image.convert("L") if image.mode != "L" else image
        mean = int(ImageStat.Stat(grey).mean[0] + 0.5)
        flat = Image.new("L", image.size, mean)
        if flat.mode != image.mode:
            flat = flat.convert(image.mode)
        self.degenerate = _with_alpha(flat, image)


class Brightness(_Enhance):
    """How light."""

    def __init__(self, image):
        self.image = image
        self.degenerate = _with_alpha(Image.new(image.mode, image.size, 0), image)


class Sharpness(_Enhance):
    """How sharp."""

    def __init__(self, image):
        self.image = image
        self.degenerate = _with_alpha(image.filter(ImageFilter.SMOOTH), image)
