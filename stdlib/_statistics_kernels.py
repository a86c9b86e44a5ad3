"""The kernels of statistics.kde and kde_random."""

from math import acos, asin, atan, cos, cosh, erf, exp, log, pi, sin, sqrt, sumprod, tan, tau


def _newton(inverse_of, derivative, estimate):
    """The inverse of a rising function, by Newton's method from an estimate."""
    def inverse(y):
        x = estimate(y)
        while abs(difference := inverse_of(x) - y) > 1e-12:
            x -= difference / derivative(x)
        return x
    return inverse


def _quartic_estimate(p):
    sign, p = (1.0, p) if p <= 0.5 else (-1.0, 1.0 - p)
    if p < 0.0106:
        return ((2.0 * p) ** 0.3838 - 1.0) * sign
    return ((2.0 * p) ** 0.4258865685331 - 1.0
            + 0.026818732 * sin(7.101753784 * p + 2.73230839482953) * (p < 0.499)) * sign


def _triweight_estimate(p):
    sign, p = (1.0, p) if p <= 0.5 else (-1.0, 1.0 - p)
    x = (2.0 * p) ** 0.3400218741872791 - 1.0
    if 0.00001 < p < 0.499:
        x -= 0.033 * sin(1.07 * tau * (p - 0.035))
    return x * sign


def kernels(normal_inverse):
    """Density, cumulative function, inverse of it, and reach of each kernel by name."""
    normal = (lambda t: exp(-t * t / 2) / sqrt(2 * pi),
              lambda t: 0.5 * (1.0 + erf(t / sqrt(2.0))),
              normal_inverse, None)
    logistic = (lambda t: 0.5 / (1.0 + cosh(t)), lambda t: 1.0 - 1.0 / (exp(t) + 1.0),
                lambda p: log(p / (1.0 - p)), None)
    sigmoid = (lambda t: 1 / pi / cosh(t), lambda t: 2 / pi * atan(exp(t)),
               lambda p: log(tan(p * pi / 2)), None)
    rectangular = (lambda t: 0.5, lambda t: 0.5 * t + 0.5, lambda p: 2.0 * p - 1.0, 1.0)
    triangular = (lambda t: 1.0 - abs(t),
                  lambda t: t * t * (0.5 if t < 0.0 else -0.5) + t + 0.5,
                  lambda p: sqrt(2.0 * p) - 1.0 if p < 0.5 else 1.0 - sqrt(2.0 - 2.0 * p), 1.0)
    parabolic = (lambda t: 3 / 4 * (1.0 - t * t),
                 lambda t: sumprod((-0.25, 0.75, 0.5), (t ** 3, t, 1.0)),
                 lambda p: 2.0 * cos((acos(2.0 * p - 1.0) + pi) / 3.0), 1.0)

    def quartic_density(t):
        return 15 / 16 * (1.0 - t * t) ** 2

    def quartic_sum(t):
        return sumprod((3 / 16, -5 / 8, 15 / 16, 1 / 2), (t ** 5, t ** 3, t, 1.0))
    quartic = (quartic_density, quartic_sum,
               _newton(quartic_sum, quartic_density, _quartic_estimate), 1.0)

    def triweight_density(t):
        return 35 / 32 * (1.0 - t * t) ** 3

    def triweight_sum(t):
        return sumprod((-5 / 32, 21 / 32, -35 / 32, 35 / 32, 1 / 2), (t ** 7, t ** 5, t ** 3, t,
                                                                     1.0))
    triweight = (triweight_density, triweight_sum,
                 _newton(triweight_sum, triweight_density, _triweight_estimate), 1.0)
    cosine = (lambda t: pi / 4 * cos(pi / 2 * t), lambda t: 0.5 * sin(pi / 2 * t) + 0.5,
              lambda p: 2.0 * asin(2.0 * p - 1.0) / pi, 1.0)
    return {
        "normal": normal, "gauss": normal, "logistic": logistic, "sigmoid": sigmoid,
        "rectangular": rectangular, "uniform": rectangular, "triangular": triangular,
        "parabolic": parabolic, "epanechnikov": parabolic, "quartic": quartic,
        "biweight": quartic, "triweight": triweight, "cosine": cosine,
    }
