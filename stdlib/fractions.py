"""fractions: rational numbers, always in lowest terms.

Complete, without the private helpers that CPython's module has for its own tests.
"""

import math
import numbers
import operator
import re
import sys

__all__ = ["Fraction"]

# Hashes equal those of ints, floats and decimals of the same value.
_MODULUS = sys.hash_info.modulus
_INFINITY_HASH = sys.hash_info.inf

_TEXT = re.compile(r"""
    \A\s*
    (?P<sign>[-+]?)
    (?=\d|\.\d)
    (?P<whole>\d*|\d+(_\d+)*)
    (?:
        (?:\s*/\s*(?P<denominator>\d+(_\d+)*))?
    |
        (?:\.(?P<places>\d*|\d+(_\d+)*))?
        (?:E(?P<power>[-+]?\d+(_\d+)*))?
    )
    \s*\Z
""", re.VERBOSE | re.IGNORECASE)

_PLAIN_SPEC = re.compile(r"""
    (?:(?P<fill>.)?(?P<align>[<>=^]))?
    (?P<sign>[-+ ]?)
    (?P<alternate>\#?)
    (?P<width>0|[1-9][0-9]*)?
    (?P<separator>[,_]?)
""", re.DOTALL | re.VERBOSE)

_FLOAT_SPEC = re.compile(r"""
    (?:(?P<fill>.)?(?P<align>[<>=^]))?
    (?P<sign>[-+ ]?)
    (?P<no_negative_zero>z)?
    (?P<alternate>\#)?
    (?P<zeros>0(?=[0-9]))?
    (?P<width>0|[1-9][0-9]*)?
    (?P<separator>[,_])?
    (?:\.(?P<precision>0|[1-9][0-9]*))?
    (?P<kind>[eEfFgG%])
""", re.DOTALL | re.VERBOSE)


def _divide_to_even(number, divisor):
    """The int nearest to number / divisor; a tie goes to the even one."""
    quotient, rest = divmod(number, divisor)
    twice = rest * 2
    if twice > divisor or (twice == divisor and quotient % 2):
        quotient += 1
    return quotient


def _scaled(number, divisor, exponent, no_negative_zero=False):
    """Sign and significand of number / divisor rounded to a multiple of 10**exponent."""
    if exponent >= 0:
        divisor *= 10 ** exponent
    else:
        number *= 10 ** -exponent
    rounded = _divide_to_even(number, divisor)
    negative = rounded < 0 if no_negative_zero else number < 0
    return negative, abs(rounded)


def _significant(number, divisor, digits):
    """Sign, significand and exponent of number / divisor rounded to so many digits."""
    if number == 0:
        return False, 0, 1 - digits
    top, bottom = str(abs(number)), str(divisor)
    exponent = len(top) - len(bottom) + (bottom <= top) - digits
    negative, significand = _scaled(number, divisor, exponent)
    if len(str(significand)) > digits:
        significand //= 10
        exponent += 1
    return negative, significand, exponent


def _ratio_of(value):
    """Numerator and denominator of a number that knows them, else None."""
    if isinstance(value, numbers.Rational):
        return value.numerator, value.denominator
    if isinstance(value, float) or (not isinstance(value, type)
                                    and hasattr(value, "as_integer_ratio")):
        return value.as_integer_ratio()
    return None


class Fraction(numbers.Rational):
    """A rational number: Fraction(3, 4), Fraction('3/4'), Fraction('0.75'), Fraction(0.75)."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, str):
                self._numerator, self._denominator = cls._from_text(numerator)
                return self
            pair = _ratio_of(numerator)
            if pair is None:
                raise TypeError("argument should be a string or a Rational instance")
            self._numerator, self._denominator = pair
            return self
        if type(numerator) is int is type(denominator):
            pass
        elif (isinstance(numerator, numbers.Rational)
              and isinstance(denominator, numbers.Rational)):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._numerator = numerator // common
        self._denominator = denominator // common
        return self

    @staticmethod
    def _from_text(text):
        """Numerator and denominator that a text tells."""
        match = _TEXT.match(text)
        if match is None:
            raise ValueError("Invalid literal for Fraction: %r" % text)
        number = int(match["whole"] or "0")
        divisor = match["denominator"]
        if divisor:
            divisor = int(divisor)
        else:
            divisor = 1
            places = match["places"]
            if places:
                places = places.replace("_", "")
                scale = 10 ** len(places)
                number = number * scale + int(places)
                divisor *= scale
            power = match["power"]
            if power:
                power = int(power)
                if power >= 0:
                    number *= 10 ** power
                else:
                    divisor *= 10 ** -power
        if match["sign"] == "-":
            number = -number
        if divisor == 0:
            raise ZeroDivisionError(f"Fraction({number}, 0)")
        common = math.gcd(number, divisor)
        return number // common, divisor // common

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or an int."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)"
                            % (cls.__name__, f, type(f).__name__))
        return cls._from_coprime_ints(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal or an int."""
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError("%s.from_decimal() only takes Decimals, not %r (%s)"
                            % (cls.__name__, dec, type(dec).__name__))
        return cls._from_coprime_ints(*dec.as_integer_ratio())

    @classmethod
    def _from_coprime_ints(cls, numerator, denominator, /):
        """A fraction of ints that are in lowest terms already."""
        self = super(Fraction, cls).__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    def is_integer(self):
        """Whether it is a whole number."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Numerator and denominator as a pair."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is not greater than a limit."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Continued fractions: p1/q1 is the last convergent that fits.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            step = n // d
            q2 = q0 + step * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + step * p1, q2
            n, d = d, n - step * d
        k = (max_denominator - q0) // q1
        # Of the convergent and the semiconvergent the nearer one is taken.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._from_coprime_ints(p1, q1)
        return Fraction._from_coprime_ints(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(a):
        """The number above the line."""
        return a._numerator

    @property
    def denominator(a):
        """The number below the line; always positive."""
        return a._denominator

    def __repr__(self):
        return "%s(%s, %s)" % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec, /):
        if match := _PLAIN_SPEC.fullmatch(format_spec):
            return self._format_plain(match)
        if match := _FLOAT_SPEC.fullmatch(format_spec):
            # A width of zeros needs no alignment, and alignment no zeros.
            if match["align"] is None or match["zeros"] is None:
                return self._format_like_float(match)
        raise ValueError(f"Invalid format specifier {format_spec!r} "
                         f"for object of type {type(self).__name__!r}")

    def _format_plain(self, match):
        """As a ratio: '3/4'."""
        separator = match["separator"]
        body = f"{abs(self._numerator):{separator}}"
        if self._denominator > 1 or match["alternate"]:
            body += f"/{self._denominator:{separator}}"
        sign = "-" if self._numerator < 0 else "" if match["sign"] == "-" else match["sign"]
        return self._aligned(sign, body, match)

    @staticmethod
    def _aligned(sign, body, match):
        """Sign and digits, filled up to the width."""
        padding = (match["fill"] or " ") * (int(match["width"] or "0") - len(sign) - len(body))
        align = match["align"] or ">"
        if align == ">":
            return padding + sign + body
        if align == "<":
            return sign + body + padding
        if align == "^":
            half = len(padding) // 2
            return padding[:half] + sign + body + padding[half:]
        return sign + padding + body

    def _format_like_float(self, match):
        """As a float is formatted, with as many digits as asked for."""
        kind = match["kind"]
        precision = int(match["precision"] or "6")
        upper = kind in "EFG"
        trim = kind in "gG" and not match["alternate"]
        if kind in "fF%":
            exponent = -precision
            if kind == "%":
                exponent -= 2
            negative, significand = _scaled(self._numerator, self._denominator, exponent,
                                            bool(match["no_negative_zero"]))
            scientific = False
            point = precision
        else:
            digits = max(precision, 1) if kind in "gG" else precision + 1
            negative, significand, exponent = _significant(
                self._numerator, self._denominator, digits)
            scientific = kind in "eE" or exponent > 0 or exponent + digits <= -4
            point = digits - 1 if scientific else -exponent
        if kind == "%":
            suffix = "%"
        elif scientific:
            suffix = f"{'E' if upper else 'e'}{exponent + point:+03d}"
        else:
            suffix = ""
        shown = f"{significand:0{point + 1}d}"
        cut = len(shown) - point
        leading, places = shown[:cut], shown[cut:]
        if trim:
            places = places.rstrip("0")
        dot = "." if match["alternate"] or places else ""
        trailing = dot + places + suffix
        sign = "-" if negative else "" if match["sign"] in ("", "-") else match["sign"]
        separator = match["separator"]
        if match["zeros"]:
            width = int(match["width"] or "0") - len(sign) - len(trailing)
            if separator:
                # Every fourth place is a separator's.
                width = 3 * (width - 1) // 4 + 1
            leading = leading.zfill(width)
        if separator:
            first = 1 + (len(leading) - 1) % 3
            leading = leading[:first] + "".join(
                separator + leading[at:at + 3] for at in range(first, len(leading), 3))
        return self._aligned(sign, leading + trailing, match)

    def _operator_fallbacks(monomorphic_operator, fallback_operator, handle_complex=True):
        """The two methods of an operator: with fractions and ints, and with other numbers."""

        def forward(a, b):
            if type(b) is Fraction or isinstance(b, Fraction):
                return monomorphic_operator(a, b)
            if isinstance(b, int):
                return monomorphic_operator(a, Fraction(b))
            if isinstance(b, float):
                return fallback_operator(float(a), b)
            if handle_complex and isinstance(b, complex):
                return fallback_operator(float(a), b)
            return NotImplemented
        forward.__name__ = "__" + fallback_operator.__name__ + "__"
        forward.__doc__ = monomorphic_operator.__doc__

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return monomorphic_operator(Fraction(a), b)
            if isinstance(a, numbers.Real):
                return fallback_operator(float(a), float(b))
            if handle_complex and isinstance(a, numbers.Complex):
                return fallback_operator(complex(a), float(b))
            return NotImplemented
        reverse.__name__ = "__r" + fallback_operator.__name__ + "__"
        reverse.__doc__ = monomorphic_operator.__doc__
        return forward, reverse

    def _add(a, b):
        """a + b"""
        return Fraction(a._numerator * b._denominator + b._numerator * a._denominator,
                        a._denominator * b._denominator)

    __add__, __radd__ = _operator_fallbacks(_add, operator.add)

    def _sub(a, b):
        """a - b"""
        return Fraction(a._numerator * b._denominator - b._numerator * a._denominator,
                        a._denominator * b._denominator)

    __sub__, __rsub__ = _operator_fallbacks(_sub, operator.sub)

    def _mul(a, b):
        """a * b"""
        return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)

    __mul__, __rmul__ = _operator_fallbacks(_mul, operator.mul)

    def _div(a, b):
        """a / b"""
        number, divisor = a._numerator * b._denominator, a._denominator * b._numerator
        if divisor == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % b._denominator)
        return Fraction(number, divisor)

    __truediv__, __rtruediv__ = _operator_fallbacks(_div, operator.truediv)

    def _floordiv(a, b):
        """a // b"""
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    __floordiv__, __rfloordiv__ = _operator_fallbacks(_floordiv, operator.floordiv, False)

    def _divmod(a, b):
        """(a // b, a % b)"""
        quotient, rest = divmod(a._numerator * b._denominator, b._numerator * a._denominator)
        return quotient, Fraction(rest, a._denominator * b._denominator)

    __divmod__, __rdivmod__ = _operator_fallbacks(_divmod, divmod, False)

    def _mod(a, b):
        """a % b"""
        return Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator),
                        a._denominator * b._denominator)

    __mod__, __rmod__ = _operator_fallbacks(_mod, operator.mod, False)

    def __pow__(a, b):
        """a ** b: a fraction where b is a whole number, else a float or complex."""
        if not isinstance(b, numbers.Rational):
            if isinstance(b, (float, complex)):
                return float(a) ** b
            return NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction._from_coprime_ints(a._numerator ** power, a._denominator ** power)
        if a._numerator > 0:
            return Fraction._from_coprime_ints(a._denominator ** -power, a._numerator ** -power)
        if a._numerator == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % a._denominator ** -power)
        return Fraction._from_coprime_ints((-a._denominator) ** -power,
                                           (-a._numerator) ** -power)

    def __rpow__(b, a):
        """a ** b"""
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._from_coprime_ints(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._from_coprime_ints(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._from_coprime_ints(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        if a._numerator < 0:
            return _index(-(-a._numerator // a._denominator))
        return _index(a._numerator // a._denominator)

    def __trunc__(a):
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return _divide_to_even(self._numerator, self._denominator)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            value = _INFINITY_HASH
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _richcmp(self, other, op):
        """Compare with another real number."""
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._richcmp(b, operator.lt)

    def __gt__(a, b):
        return a._richcmp(b, operator.gt)

    def __le__(a, b):
        return a._richcmp(b, operator.le)

    def __ge__(a, b):
        return a._richcmp(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        if type(self) is Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
