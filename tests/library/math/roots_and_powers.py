# sqrt, cbrt, pow, exp, exp2, expm1, hypot.
import math

for x in [0, -0.0, 1, 2, 0.25, 1e300, 5e-324, 10**40, math.inf]:
    print(x, math.sqrt(x), math.cbrt(x), math.cbrt(-x))
for args in [
    (2, 10),
    (2.5, -2),
    (0, 0),
    (0.0, 5),
    (-8, 3),
    (-2, -3),
    (1, math.nan),
    (math.nan, 0),
    (math.inf, -1),
    (-math.inf, 3),
    (0.5, math.inf),
    (10, 308),
]:
    print(args, math.pow(*args))
for x in [0, 1, -1, 0.5, 700, -800, math.inf, -math.inf]:
    print(x, math.exp(x), math.exp2(x), math.expm1(x) if x < 700 else "large")
print(
    math.hypot(),
    math.hypot(3),
    math.hypot(3, 4),
    math.hypot(1, 2, 2),
    math.hypot(1e200, 1e200),
    math.hypot(math.inf, math.nan),
    math.hypot(-5),
)
