# What the integer functions refuse.
import math

for action in [
    lambda: math.gcd(1.5, 2),
    lambda: math.gcd("a"),
    lambda: math.lcm(2, 0.5),
    lambda: math.factorial(-1),
    lambda: math.factorial(2.0),
    lambda: math.factorial("3"),
    lambda: math.factorial(10**20),
    lambda: math.factorial(),
    lambda: math.comb(-1, 2),
    lambda: math.comb(2, -1),
    lambda: math.comb(2.5, 1),
    lambda: math.comb(5),
    lambda: math.perm(-1),
    lambda: math.perm(3, -1),
    lambda: math.perm(2.0),
    lambda: math.isqrt(-1),
    lambda: math.isqrt(4.0),
    lambda: math.isqrt("9"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
