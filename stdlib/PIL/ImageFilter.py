"""Filters for Image.filter: kernels, blurs, ranks."""

import functools


class Filter:
    """What Image.filter takes."""

    def filter(self, image):
        """The picture `image` (a native one) filtered."""
        raise NotImplementedError


class MultibandFilter(Filter):
    """A filter that takes all bands at once."""


class BuiltinFilter(MultibandFilter):
    """A kernel with a name."""

    def filter(self, image):
        if image.mode == "P":
            raise ValueError("cannot filter palette images")
        size, scale, offset, kernel = self.filterargs
        return image.kernel(size[0], [float(k) / scale for k in kernel], offset)


class Kernel(BuiltinFilter):
    """A kernel of 3×3 or 5×5 weights."""

    name = "Kernel"

    def __init__(self, size, kernel, scale=None, offset=0):
        if scale is None:
            scale = functools.reduce(lambda a, b: a + b, kernel)
        if size[0] * size[1] != len(kernel):
            raise ValueError("not enough coefficients in kernel")
        self.filterargs = size, scale, offset, kernel


class RankFilter(Filter):
    """Of each window the pixel of a rank."""

    name = "Rank"

    def __init__(self, size, rank):
        self.size = size
        self.rank = rank

    def filter(self, image):
        if image.mode == "P":
            raise ValueError("cannot filter palette images")
        return image.rank(self.size, self.rank)


class MedianFilter(RankFilter):
    """Of each window the pixel in the middle."""

    name = "Median"

    def __init__(self, size=3):
        super().__init__(size, size * size // 2)


class MinFilter(RankFilter):
    """Of each window the darkest pixel."""

    name = "Min"

    def __init__(self, size=3):
        super().__init__(size, 0)


class MaxFilter(RankFilter):
    """Of each window the lightest pixel."""

    name = "Max"

    def __init__(self, size=3):
        super().__init__(size, size * size - 1)


class ModeFilter(Filter):
    """Of each window the most frequent pixel."""

    name = "Mode"

    def __init__(self, size=3):
        self.size = size

    def filter(self, image):
        return image.most_common(self.size)


def _pair(radius):
    return (radius, radius) if isinstance(radius, (int, float)) else tuple(radius)


class GaussianBlur(MultibandFilter):
    """A blur with a bell curve, made of three box blurs."""

    name = "GaussianBlur"

    def __init__(self, radius=2):
        self.radius = radius

    def filter(self, image):
        x, y = _pair(self.radius)
        if x < 0 or y < 0:
            raise ValueError("radius must be >= 0")
        if (x, y) == (0, 0):
            return image.copy()
        return image.gaussian_blur(x, y, 3)


class BoxBlur(MultibandFilter):
    """Each pixel the mean of a box around it."""

    name = "BoxBlur"

    def __init__(self, radius):
        x, y = _pair(radius)
        if x < 0 or y < 0:
            raise ValueError("radius must be >= 0")
        self.radius = radius

    def filter(self, image):
        x, y = _pair(self.radius)
        if (x, y) == (0, 0):
            return image.copy()
        return image.box_blur(x, y, 1)


class UnsharpMask(MultibandFilter):
    """Sharper through differences to a blurred copy."""

    name = "UnsharpMask"

    def __init__(self, radius=2, percent=150, threshold=3):
        self.radius = radius
        self.percent = percent
        self.threshold = threshold

    def filter(self, image):
        return image.unsharp_mask(self.radius, self.percent, self.threshold)


class BLUR(BuiltinFilter):
    """A blur."""

    name = "Blur"
    filterargs = (5, 5), 16, 0, (
        1, 1, 1, 1, 1,
        1, 0, 0, 0, 1,
        1, 0, 0, 0, 1,
        1, 0, 0, 0, 1,
        1, 1, 1, 1, 1,
    )


class CONTOUR(BuiltinFilter):
    """Outlines."""

    name = "Contour"
    filterargs = (3, 3), 1, 255, (-1, -1, -1, -1, 8, -1, -1, -1, -1)


class DETAIL(BuiltinFilter):
    """More detail."""

    name = "Detail"
    filterargs = (3, 3), 6, 0, (0, -1, 0, -1, 10, -1, 0, -1, 0)


class EDGE_ENHANCE(BuiltinFilter):
    """Stronger edges."""

    name = "Edge-enhance"
    filterargs = (3, 3), 2, 0, (-1, -1, -1, -1, 10, -1, -1, -1, -1)


class EDGE_ENHANCE_MORE(BuiltinFilter):
    """Much stronger edges."""

    name = "Edge-enhance More"
    filterargs = (3, 3), 1, 0, (-1, -1, -1, -1, 9, -1, -1, -1, -1)


class EMBOSS(BuiltinFilter):
    """A relief."""

    name = "Emboss"
    filterargs = (3, 3), 1, 128, (-1, 0, 0, 0, 1, 0, 0, 0, 0)


class FIND_EDGES(BuiltinFilter):
    """Edges only."""

    name = "Find Edges"
    filterargs = (3, 3), 1, 0, (-1, -1, -1, -1, 8, -1, -1, -1, -1)


class SHARPEN(BuiltinFilter):
    """Sharper."""

    name = "Sharpen"
    filterargs = (3, 3), 16, 0, (-2, -2, -2, -2, 32, -2, -2, -2, -2)


class SMOOTH(BuiltinFilter):
    """Smoother."""

    name = "Smooth"
    filterargs = (3, 3), 13, 0, (1, 1, 1, 1, 5, 1, 1, 1, 1)


class SMOOTH_MORE(BuiltinFilter):
    """Much smoother."""

    name = "Smooth More"
    filterargs = (5, 5), 100, 0, (
        1, 1, 1, 1, 1,
        1, 5, 5, 5, 1,
        1, 5, 44, 5, 1,
        1, 5, 5, 5, 1,
        1, 1, 1, 1, 1,
    )
