# Roots and powers out of the domain or the range.
import math

for action in [
    lambda: math.sqrt(-1),
    lambda: math.sqrt(-math.inf),
    lambda: math.sqrt("4"),
    lambda: math.sqrt(1j),
    lambda: math.sqrt(10**400),
    lambda: math.sqrt(),
    lambda: math.sqrt(1, 2),
    lambda: math.pow(0, -1),
    lambda: math.pow(-8, 1 / 3),
    lambda: math.pow(10, 309),
    lambda: math.pow(2),
    lambda: math.pow("a", 2),
    lambda: math.exp(710),
    lambda: math.exp2(1024),
    lambda: math.expm1(800),
    lambda: math.hypot("a"),
    lambda: math.cbrt(None),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
