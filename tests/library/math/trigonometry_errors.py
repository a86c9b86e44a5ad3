# Angles out of the domain, and wrong arguments.
import math

for action in [
    lambda: math.sin(math.inf),
    lambda: math.cos(-math.inf),
    lambda: math.tan(math.inf),
    lambda: math.asin(2),
    lambda: math.acos(-1.1),
    lambda: math.acosh(0.5),
    lambda: math.atanh(1),
    lambda: math.atanh(-2),
    lambda: math.sinh(1000),
    lambda: math.cosh(-1000),
    lambda: math.sin("x"),
    lambda: math.atan2(1),
    lambda: math.degrees(None),
    lambda: math.sin(),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
