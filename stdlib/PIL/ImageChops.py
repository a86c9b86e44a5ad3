"""Arithmetic of pictures, pixel by pixel."""

from . import Image


def constant(image, value):
    """A grey picture of the same size."""
    return Image.new("L", image.size, value)


def duplicate(image):
    """A copy."""
    return image.copy()


def invert(image):
    """Black for white."""
    image.load()
    return image._new(image.im.invert())


def _both(name, image1, image2, scale=1.0, offset=0):
    image1.load()
    image2.load()
    return image1._new(image1.im.arithmetic(name, image2.im, float(scale), int(offset)))


def lighter(image1, image2):
    """Of each pair of values the larger."""
    return _both("lighter", image1, image2)


def darker(image1, image2):
    """Of each pair of values the smaller."""
    return _both("darker", image1, image2)


def difference(image1, image2):
    """How far values are apart."""
    return _both("difference", image1, image2)


def multiply(image1, image2):
    """One picture over the other, as slides lie on each other."""
    return _both("multiply", image1, image2)


def screen(image1, image2):
    """Two slides projected to one place."""
    return _both("screen", image1, image2)


def soft_light(image1, image2):
    """One picture in the soft light of the other."""
    return _both("soft_light", image1, image2)


def hard_light(image1, image2):
    """One picture in the hard light of the other."""
    return _both("hard_light", image1, image2)


def overlay(image1, image2):
    """One picture over the other, contrast kept."""
    return _both("overlay", image1, image2)


def add(image1, image2, scale=1.0, offset=0):
    """Sums."""
    return _both("add", image1, image2, scale, offset)


def subtract(image1, image2, scale=1.0, offset=0):
    """Differences."""
    return _both("subtract", image1, image2, scale, offset)


def add_modulo(image1, image2):
    """Sums that begin anew at 256."""
    return _both("add_modulo", image1, image2)


def subtract_modulo(image1, image2):
    """Differences that go on at 255 below 0."""
    return _both("subtract_modulo", image1, image2)


def logical_and(image1, image2):
    """Where both are white (mode 1)."""
    return _both("and", image1, image2)


def logical_or(image1, image2):
    """Where one is white (mode 1)."""
    return _both("or", image1, image2)


def logical_xor(image1, image2):
    """Where just one is white (mode 1)."""
    return _both("xor", image1, image2)


def blend(image1, image2, alpha):
    """A picture between two."""
    return Image.blend(image1, image2, alpha)


def composite(image1, image2, mask):
    """The first picture where the mask is light."""
    return Image.composite(image1, image2, mask)


def offset(image, xoffset, yoffset=None):
    """The picture rolled around."""
    if yoffset is None:
        yoffset = xoffset
    image.load()
    return image._new(image.im.offset(xoffset, yoffset))
