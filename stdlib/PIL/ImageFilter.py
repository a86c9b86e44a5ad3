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


class Color3DLUT(MultibandFilter):
    """Colours through a table of three dimensions."""

    name = "Color 3D LUT"

    def __init__(self, size, table, channels=3, target_mode=None, **kwargs):
        if channels not in (3, 4):
            raise ValueError("Only 3 or 4 output channels are supported")
        self.size = self._check_size(size)
        self.channels = channels
        self.mode = target_mode
        table = list(table) if kwargs.get("_copy_table", True) else table
        wanted = self.size[0] * self.size[1] * self.size[2]
        if table and isinstance(table[0], (list, tuple)):
            flat = []
            for entry in table:
                if len(entry) != channels:
                    raise ValueError("The elements of the table should have a length of "
                                     f"{channels}.")
                flat.extend(entry)
            table = flat
        if len(table) != wanted * channels:
            raise ValueError("The table should have either channels * size**3 float items or "
                             "size**3 items of channels-sized tuples with floats. Table should "
                             f"be: {channels}x{self.size[0]}x{self.size[1]}x{self.size[2]}. "
                             f"Actual length: {len(table)}")
        self.table = table

    @staticmethod
    def _check_size(size):
        try:
            _, _, _ = size
        except ValueError:
            raise ValueError("Size should be either an integer or a tuple of three "
                             "integers.") from None
        except TypeError:
            size = (size, size, size)
        size = tuple(int(length) for length in size)
        if not all(2 <= length <= 65 for length in size):
            raise ValueError("Size should be in [2, 65] range.")
        return size

    @classmethod
    def generate(cls, size, callback, channels=3, target_mode=None):
        """A table whose entries a function makes, of three numbers from 0 to 1."""
        wide, high, deep = cls._check_size(size)
        if channels not in (3, 4):
            raise ValueError("Only 3 or 4 output channels are supported")
        table = [0] * (wide * high * deep * channels)
        at = 0
        for b in range(deep):
            for g in range(high):
                for r in range(wide):
                    table[at:at + channels] = callback(
                        r / (wide - 1), g / (high - 1), b / (deep - 1))
                    at += channels
        return cls((wide, high, deep), table, channels=channels, target_mode=target_mode,
                   _copy_table=False)

    def transform(self, callback, with_normals=False, channels=None, target_mode=None):
        """A table whose entries a function makes of those of this one."""
        if channels not in (None, 3, 4):
            raise ValueError("Only 3 or 4 output channels are supported")
        before = self.channels
        after = channels or before
        wide, high, deep = self.size
        table = [0] * (wide * high * deep * after)
        source = target = 0
        for b in range(deep):
            for g in range(high):
                for r in range(wide):
                    values = self.table[source:source + before]
                    if with_normals:
                        values = callback(r / (wide - 1), g / (high - 1), b / (deep - 1),
                                          *values)
                    else:
                        values = callback(*values)
                    table[target:target + after] = values
                    source += before
                    target += after
        return type(self)(self.size, table, channels=after, target_mode=target_mode or self.mode,
                          _copy_table=False)

    def __repr__(self):
        shown = [f"{type(self).__name__} from {type(self.table).__name__}",
                 "size={}x{}x{}".format(*self.size), f"channels={self.channels}"]
        if self.mode:
            shown.append(f"target_mode={self.mode}")
        return f"<{' '.join(shown)}>"

    def filter(self, image):
        return image.color_lut_3d(self.mode or image.mode, self.channels, *self.size,
                                  list(self.table))


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
