# numbers: the tower, abstract methods, what follows from them.
import numbers
from numbers import Complex, Integral, Number, Rational, Real


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


for value in (1, True, 1.5, 1j, "a", None):
    print(value, [t.__name__ for t in (Number, Complex, Real, Rational, Integral) if isinstance(value, t)])
print(issubclass(int, Rational), issubclass(bool, Integral), issubclass(float, Rational), Integral.__mro__)
check(lambda: Integral())
check(lambda: Real())
check(lambda: hash(Number()))


class Half(Real):
    def __init__(self, n):
        self.n = n

    def __float__(self):
        return self.n / 2

    def __add__(self, other):
        return Half(self.n + other.n)

    def __neg__(self):
        return Half(-self.n)

    def __pos__(self):
        return self

    def __eq__(self, other):
        return self.n == getattr(other, "n", other * 2 if isinstance(other, int) else None)

    def __floordiv__(self, other):
        return "floordiv"

    def __mod__(self, other):
        return "mod"

    __radd__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __abs__ = None
    __trunc__ = __floor__ = __ceil__ = __round__ = __rfloordiv__ = __rmod__ = __lt__ = __le__ = None

    def __repr__(self):
        return f"Half({self.n})"


h = Half(3)
print(complex(h), h.real, h.imag, h.conjugate(), divmod(h, 2), h - Half(1), bool(h), bool(Half(0)), isinstance(h, Number))
check(lambda: hash(h))
print(sorted(numbers.__all__), Complex.__doc__ is not None, sorted(Real.__abstractmethods__)[:5], len(Integral.__abstractmethods__), len(Complex.__abstractmethods__))
