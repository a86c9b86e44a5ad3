"""Numbers about the pixels of a picture."""

import math


class Stat:
    """Numbers about each band of a picture, of what a mask lets count."""

    def __init__(self, image_or_list, mask=None):
        if isinstance(image_or_list, list):
            self.h = image_or_list
        elif hasattr(image_or_list, "histogram"):
            self.h = image_or_list.histogram(mask)
        else:
            raise TypeError("first argument must be image or list")
        self.bands = list(range(len(self.h) // 256))

    def _band(self, i):
        return self.h[i * 256:(i + 1) * 256]

    @property
    def extrema(self):
        """Smallest and largest value."""
        out = []
        for i in self.bands:
            seen = [v for v, n in enumerate(self._band(i)) if n]
            out.append((seen[0], seen[-1]) if seen else (255, 0))
        return out

    @property
    def count(self):
        """Number of pixels."""
        return [sum(self._band(i)) for i in self.bands]

    @property
    def sum(self):
        """Sum of values."""
        return [float(sum(v * n for v, n in enumerate(self._band(i)))) for i in self.bands]

    @property
    def sum2(self):
        """Sum of squares."""
        return [float(sum(v * v * n for v, n in enumerate(self._band(i)))) for i in self.bands]

    @property
    def mean(self):
        """Mean."""
        return [s / n if n else 0 for s, n in zip(self.sum, self.count)]

    @property
    def median(self):
        """The value in the middle."""
        out = []
        for i, total in zip(self.bands, self.count):
            seen = 0
            for value, n in enumerate(self._band(i)):
                seen += n
                if seen > total // 2:
                    break
            out.append(value)
        return out

    @property
    def rms(self):
        """Root of the mean square."""
        return [math.sqrt(s / n) if n else 0 for s, n in zip(self.sum2, self.count)]

    @property
    def var(self):
        """Variance."""
        return [(s2 - s ** 2.0 / n) / n if n else 0
                for s2, s, n in zip(self.sum2, self.sum, self.count)]

    @property
    def stddev(self):
        """Standard deviation."""
        return [math.sqrt(v) for v in self.var]


Global = Stat
