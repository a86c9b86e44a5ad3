# What the functions on the parts of a float refuse.
import math

for action in [
    lambda: math.ldexp(1, 1024),
    lambda: math.ldexp(1.0, 1.5),
    lambda: math.ldexp("a", 1),
    lambda: math.ldexp(1, 10**30),
    lambda: math.fmod(1, 0),
    lambda: math.fmod(math.inf, 1),
    lambda: math.remainder(1, 0),
    lambda: math.remainder(math.inf, 2),
    lambda: math.nextafter(1, 2, steps=-1),
    lambda: math.nextafter(1, 2, steps=1.5),
    lambda: math.nextafter(1),
    lambda: math.frexp("a"),
    lambda: math.modf(None),
    lambda: math.fma(math.inf, 0, 1),
    lambda: math.fma(1e308, 10, 1),
    lambda: math.fma(1, 2),
    lambda: math.ulp("a"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
