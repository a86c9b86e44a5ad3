"""statistics: averages, spread, relations of two series, the normal distribution.

Sums are exact: data of ints, fractions, decimals and floats are added up as ratios of ints, and
only the result is rounded. Complete but for two helpers that CPython keeps for its own use.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import count, groupby, repeat
from math import (erf, exp, fabs, fsum, hypot, isfinite, isinf, log, nan, sqrt, sumprod, tau)
from operator import itemgetter
import random

__all__ = [
    "NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean",
    "harmonic_mean", "kde", "kde_random", "linear_regression", "mean", "median",
    "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance",
    "quantiles", "stdev", "variance",
]

_ROOT_TWO = sqrt(2.0)


class StatisticsError(ValueError):
    """There is too little data, or data that makes no sense."""


# ---- exact sums -----------------------------------------------------------------------------------


def _ratio(x):
    """Numerator and denominator; (x, None) for what is no finite number."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") \
            from None


def _common(a, b):
    """The type of a result of two types of data."""
    if a is b or b is int or issubclass(a, b) and a is not b:
        return a
    if a is int or issubclass(b, a):
        return b
    if issubclass(a, int):
        return b
    if issubclass(b, int):
        return a
    if issubclass(a, Fraction) and issubclass(b, float):
        return b
    if issubclass(a, float) and issubclass(b, Fraction):
        return a
    raise TypeError("don't know how to coerce %s and %s" % (a.__name__, b.__name__))


def _gather(data):
    """The sums of numerators by denominator, the type of a result, and the count."""
    sums = {}
    number, kind = 0, int
    types = {}
    for value in data:
        number += 1
        types[type(value)] = True
        top, bottom = _ratio(value)
        sums[bottom] = sums.get(bottom, 0) + top
    for each in types:
        kind = _common(kind, each)
    return sums, kind, number


def _total(sums):
    """The exact sum; a float or decimal that is not finite if one was among the data."""
    if None in sums:
        return sums[None]
    return sum((Fraction(top, bottom) for bottom, top in sums.items()), Fraction(0))


def _sum(data):
    """Type of a result, exact sum, and count."""
    sums, kind, number = _gather(data)
    return kind, _total(sums), number


def _squares(data, center=None):
    """Type, exact sum of squared distances from the mean (or a center), mean, and count."""
    data = list(data)
    kind, total, number = _sum(data)
    if number == 0:
        return kind, Fraction(0), center if center is not None else Fraction(0), 0
    if not isinstance(total, Fraction):
        return kind, total - total, total, number
    mean = total / number
    if center is not None:
        middle = center
        _, squares, _ = _sum((value - middle) ** 2 for value in data)
        if isinstance(squares, Fraction):
            return kind, squares, middle, number
        return kind, squares, middle, number
    squares = Fraction(0)
    sums = {}
    for value in data:
        top, bottom = _ratio(value)
        sums[bottom] = sums.get(bottom, 0) + top * top
    for bottom, top in sums.items():
        squares += Fraction(top, bottom * bottom)
    return kind, squares - total * total / number, mean, number


def _convert(value, kind):
    """An exact value as a number of the data's type."""
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if issubclass(kind, Decimal):
            return kind(value.numerator) / kind(value.denominator)
        raise


def _root_of_ratio(n, m):
    """The square root of n / m, correctly rounded to a float."""
    # An int root of 109 bits, with a last bit that tells whether something follows.
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        scaled, rest = divmod(n, m << 2 * shift)
    else:
        scaled, rest = divmod(n << -2 * shift, m)
    root = math.isqrt(scaled)
    root |= root * root != scaled or rest != 0
    if shift >= 0:
        return float(root << shift)
    return root / (1 << -shift)


def _decimal_root_of_ratio(n, m):
    """The square root of n / m, correctly rounded to a decimal."""
    if n <= 0:
        if n == 0:
            return Decimal("0.0")
        n, m = -n, -m
    root = (Decimal(n) / Decimal(m)).sqrt()
    n_root, m_root = root.as_integer_ratio()
    above = root.next_plus()
    n_above, m_above = above.as_integer_ratio()
    # The true root lies beyond the middle of two neighbours: the other neighbour is nearer.
    if 4 * n * (m_root * m_above) ** 2 > m * (n_root * m_above + m_root * n_above) ** 2:
        return above
    below = root.next_minus()
    n_below, m_below = below.as_integer_ratio()
    if 4 * n * (m_root * m_below) ** 2 < m * (n_root * m_below + m_root * n_below) ** 2:
        return below
    return root


def _root(squares, kind):
    """The square root of a mean of squares, as a decimal for decimals, else a float."""
    if not isinstance(squares, Fraction):
        return squares if isinstance(squares, float) or kind is Decimal else float(squares)
    if issubclass(kind, Decimal):
        return _decimal_root_of_ratio(squares.numerator, squares.denominator)
    return _root_of_ratio(squares.numerator, squares.denominator)


# ---- averages -------------------------------------------------------------------------------------


def mean(data):
    """The arithmetic mean, exact for ints, fractions and decimals."""
    kind, total, n = _sum(data)
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / n, kind)


def fmean(data, weights=None):
    """The arithmetic mean as a float, fast; weighted if weights are given."""
    if weights is None:
        try:
            n = len(data)
        except TypeError:
            data = list(data)
            n = len(data)
        total = fsum(data)
        if not n:
            raise StatisticsError("fmean requires at least one data point")
        return total / n
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    try:
        total = sumprod(data, weights)
    except ValueError:
        raise StatisticsError("data and weights must be the same length")
    whole = fsum(weights)
    if not whole:
        raise StatisticsError("sum of weights must be non-zero")
    return total / whole


def geometric_mean(data):
    """The geometric mean: the root of the product."""
    n = 0
    found_zero = False

    def counted(values):
        nonlocal n, found_zero
        for n, x in enumerate(values, start=1):
            if x > 0.0 or math.isnan(x):
                yield x
            elif x == 0.0:
                found_zero = True
            else:
                raise StatisticsError("No negative inputs allowed", x)
    total = fsum(map(log, counted(data)))
    if not n:
        raise StatisticsError("Must have a non-empty dataset")
    if math.isnan(total):
        return nan
    if found_zero:
        return nan if total == math.inf else 0.0
    return exp(total / n)


def harmonic_mean(data, weights=None):
    """The harmonic mean: for averages of speeds and of other ratios."""
    if iter(data) is data:
        data = list(data)
    message = "harmonic mean does not support negative values"
    n = len(data)
    if n < 1:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if n == 1 and weights is None:
        x = data[0]
        if isinstance(x, (int, float, Decimal, Fraction)) or hasattr(x, "__float__"):
            if x < 0:
                raise StatisticsError(message)
            return x
        raise TypeError("unsupported type")
    if weights is None:
        weights = repeat(1, n)
        whole = n
    else:
        if iter(weights) is weights:
            weights = list(weights)
        if len(weights) != n:
            raise StatisticsError("Number of weights does not match data size")
        _, whole, _ = _sum(_not_negative(weights, message))
    try:
        data = _not_negative(data, message)
        kind, total, _ = _sum(w / x if w else 0 for w, x in zip(weights, data))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(whole / total, kind)


def _not_negative(values, message):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


def median(data):
    """The middle value; the mean of the two middle ones where their number is even."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    """The middle value, the lower where there are two."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[(n - 1) // 2]


def median_high(data):
    """The middle value, the higher where there are two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of data in classes of a width, by interpolation."""
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    middle = data[n // 2]
    below = bisect_left(data, middle)
    upto = bisect_right(data, middle, lo=below)
    try:
        interval = float(interval)
        middle = float(middle)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return middle - interval / 2.0 + interval * (n / 2 - below) / (upto - below)


def mode(data):
    """The most frequent value; the first met where there are several."""
    pairs = Counter(iter(data)).most_common(1)
    try:
        return pairs[0][0]
    except IndexError:
        raise StatisticsError("no mode for empty data") from None


def multimode(data):
    """All the most frequent values, in the order in which they are met."""
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, number in counts.items() if number == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The points that cut data in n parts of equal probability."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    if method == "inclusive":
        last = size - 1
        result = []
        for i in range(1, n):
            j, delta = divmod(i * last, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        result = []
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


# ---- spread ---------------------------------------------------------------------------------------


def variance(data, xbar=None):
    """The variance of a sample."""
    kind, squares, _, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(squares / (n - 1), kind)


def pvariance(data, mu=None):
    """The variance of a whole population."""
    kind, squares, _, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(squares / n, kind)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    kind, squares, _, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(squares / (n - 1), kind)


def pstdev(data, mu=None):
    """The standard deviation of a whole population."""
    kind, squares, _, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(squares / n, kind)


# ---- two series -----------------------------------------------------------------------------------


def covariance(x, y, /):
    """How much two series vary together."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data "
                              "points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar, ybar = fsum(x) / n, fsum(y) / n
    return sumprod((xi - xbar for xi in x), (yi - ybar for yi in y)) / (n - 1)


def correlation(x, y, /, *, method="linear"):
    """Pearson's correlation, or Spearman's with method='ranked'."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data "
                              "points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    if method not in {"linear", "ranked"}:
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (n - 1) / -2
        x, y = _rank(x, start=start), _rank(y, start=start)
    else:
        xbar, ybar = fsum(x) / n, fsum(y) / n
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    both, xx, yy = sumprod(x, y), sumprod(x, x), sumprod(y, y)
    try:
        return both / _sqrtprod(xx, yy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _rank(data, /, *, start=1):
    """The places of values in order; equal values share the mean of theirs."""
    pairs = sorted(zip(data, count()))
    result = [0] * len(pairs)
    at = start - 1
    for _, group in groupby(pairs, key=itemgetter(0)):
        group = list(group)
        rank = at + (len(group) + 1) / 2
        for _, place in group:
            result[place] = rank
        at += len(group)
    return result


def _sqrtprod(x, y):
    """The square root of a product, as exact as a float can be."""
    root = sqrt(x * y)
    if not isfinite(root):
        if isinf(root) and not isinf(x) and not isinf(y):
            scale = 2.0 ** -512
            return _sqrtprod(scale * x, scale * y) / scale
        return root
    if not root:
        if x and y:
            scale = 2.0 ** 537
            return _sqrtprod(scale * x, scale * y) / scale
        return root
    rest = sumprod((x, root), (y, -root))
    return root + rest / (2.0 * root)


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept of the line nearest to the points."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError("linear regression requires that both inputs have same number of "
                              "data points")
    if n < 2:
        raise StatisticsError("linear regression requires at least two data points")
    if not proportional:
        xbar, ybar = fsum(x) / n, fsum(y) / n
        x = [xi - xbar for xi in x]
        y = (yi - ybar for yi in y)
    both = sumprod(x, y) + 0.0
    xx = sumprod(x, x)
    try:
        slope = both / xx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)


# ---- kernel density -------------------------------------------------------------------------------

def _kernels():
    """The kernels by name."""
    from _statistics_kernels import kernels
    return kernels(lambda p: _normal_dist_inv_cdf(p, 0.0, 1.0))


def kde(data, h, kernel="normal", *, cumulative=False):
    """A function that estimates the density (or cumulative probability) of data at a point."""
    n = len(data)
    if not n:
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    kernels = _kernels()
    if kernel not in kernels:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    density, total, _, reach = kernels[kernel]
    if reach is None:
        def pdf(x):
            return sum(density((x - xi) / h) for xi in data) / (len(data) * h)

        def cdf(x):
            return sum(total((x - xi) / h) for xi in data) / len(data)
    else:
        sample = sorted(data)
        width = h * reach

        def near(x):
            """The data within reach, and where they begin."""
            nonlocal n, sample
            if len(data) != n:
                sample = sorted(data)
                n = len(data)
            first = bisect_left(sample, x - width)
            return first, sample[first:bisect_right(sample, x + width)]

        def pdf(x):
            _, close = near(x)
            return sum(density((x - xi) / h) for xi in close) / (n * h)

        def cdf(x):
            first, close = near(x)
            return sum((total((x - xi) / h) for xi in close), first) / n
    if cumulative:
        cdf.__doc__ = f"CDF estimate with {h=!r} and {kernel=!r}"
        return cdf
    pdf.__doc__ = f"PDF estimate with {h=!r} and {kernel=!r}"
    return pdf


def kde_random(data, h, kernel="normal", *, seed=None):
    """A function that makes random numbers distributed as the density estimated from data."""
    n = len(data)
    if not n:
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    kernels = _kernels()
    if kernel not in kernels:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    inverse = kernels[kernel][2]
    source = random.Random(seed)

    def rand():
        return source.choice(data) + h * inverse(source.random())
    rand.__doc__ = f"Random KDE selection with {h=!r} and {kernel=!r}"
    return rand


# ---- the normal distribution ----------------------------------------------------------------------

# Wichura's algorithm AS 241: coefficients of numerators and denominators, the highest power first.
_CENTRAL = (
    (2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
     4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
     1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
    (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
     2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
     4.23133_30701_60091_1252e+1, 1.0),
)
_MIDDLE = (
    (7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
     1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
     4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
    (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
     1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
     2.05319_16266_37758_82187e+0, 1.0),
)
_TAIL = (
    (2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
     2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
     5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
    (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
     7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
     5.99832_20655_58879_37690e-1, 1.0),
)


def _polynomials(table, r):
    """The quotient of two polynomials."""
    top, bottom = table
    number = reduce(lambda value, c: value * r + c, top)
    divisor = reduce(lambda value, c: value * r + c, bottom)
    return number, divisor


def _normal_dist_inv_cdf(p, mu, sigma):
    """Where the cumulative probability of a normal distribution is p."""
    q = p - 0.5
    if fabs(q) <= 0.425:
        number, divisor = _polynomials(_CENTRAL, 0.180625 - q * q)
        return mu + number * q / divisor * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        number, divisor = _polynomials(_MIDDLE, r - 1.6)
    else:
        number, divisor = _polynomials(_TAIL, r - 5.0)
    x = number / divisor
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution with mean mu and standard deviation sigma."""

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution",
                 "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution with the mean and deviation of a sample."""
        data = list(data)
        n = len(data)
        if n < 2:
            raise StatisticsError("stdev requires at least two data points")
        kind, squares, middle, _ = _squares(data)
        return cls(float(_convert(middle, float)) if isinstance(middle, Fraction) else middle,
                   _root(squares / (n - 1), float))

    def samples(self, n, *, seed=None):
        """n random numbers."""
        source = random.random if seed is None else random.Random(seed).random
        return [_normal_dist_inv_cdf(source(), self._mu, self._sigma) for _ in repeat(None, n)]

    def pdf(self, x):
        """The density at x."""
        squared = self._sigma * self._sigma
        if not squared:
            raise StatisticsError("pdf() not defined when sigma is zero")
        distance = x - self._mu
        return exp(distance * distance / (-2.0 * squared)) / sqrt(tau * squared)

    def cdf(self, x):
        """The probability of a value up to x."""
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + erf((x - self._mu) / (self._sigma * _ROOT_TWO)))

    def inv_cdf(self, p):
        """The value up to which the probability is p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The points that cut the distribution in n parts of equal probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two distributions have in common, 0 to 1."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        x_squared, y_squared = x.variance, y.variance
        if not x_squared or not y_squared:
            raise StatisticsError("overlap() not defined when sigma is zero")
        apart = y_squared - x_squared
        distance = fabs(y._mu - x._mu)
        if not apart:
            return 1.0 - erf(distance / (2.0 * x._sigma * _ROOT_TWO))
        a = x._mu * y_squared - y._mu * x_squared
        b = x._sigma * y._sigma * sqrt(distance * distance + apart * log(y_squared / x_squared))
        first, second = (a + b) / apart, (a - b) / apart
        return 1.0 - (fabs(y.cdf(first) - x.cdf(first)) + fabs(y.cdf(second) - x.cdf(second)))

    def zscore(self, x):
        """How many standard deviations x is from the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        """The mean."""
        return self._mu

    @property
    def median(self):
        """The median, which is the mean."""
        return self._mu

    @property
    def mode(self):
        """The mode, which is the mean."""
        return self._mu

    @property
    def stdev(self):
        """The standard deviation."""
        return self._sigma

    @property
    def variance(self):
        """The variance."""
        return self._sigma * self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
