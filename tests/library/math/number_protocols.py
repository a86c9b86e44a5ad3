# What counts as a real number: __float__, __index__, and subclasses.
import math
from decimal import Decimal
from fractions import Fraction


class WithFloat:
    def __float__(self):
        return 2.25


class WithIndex:
    def __index__(self):
        return 9


class Wrong:
    def __float__(self):
        return "2"


class Raising:
    def __float__(self):
        raise RuntimeError("no")


print(
    math.sqrt(WithFloat()),
    math.sqrt(WithIndex()),
    math.sqrt(Fraction(1, 4)),
    math.sqrt(Decimal("6.25")),
    math.sqrt(True),
)
print(
    math.floor(Fraction(7, 2)),
    math.ceil(Decimal("1.1")),
    math.trunc(Fraction(-7, 2)),
    math.prod([Fraction(1, 2), 4]),
    math.gcd(WithIndex(), 6),
)
for value in [Wrong(), Raising(), object, b"4", [4], "four"]:
    try:
        print(math.sqrt(value))
    except Exception as error:
        print(type(error).__name__, "|", error)
print(math.fsum([Fraction(1, 2), Decimal("0.5")]), math.sumprod([Fraction(1, 3)], [3]))
