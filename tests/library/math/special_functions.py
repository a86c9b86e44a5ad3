# gamma, lgamma, erf, erfc.
import math

for x in [1, 2, 5, 10, 0.5, 1.5, -0.5, -1.5, 23, 170.5]:
    print(x, float(f"{math.gamma(x):.12e}"), float(f"{math.lgamma(x):.12e}"))
for x in [0, -0.0, 0.5, -1, 2, 5, 30, math.inf, -math.inf]:
    print(x, float(f"{math.erf(x):.13e}"), float(f"{math.erfc(x):.12e}"))
print(
    math.gamma(math.inf),
    math.lgamma(math.inf),
    math.lgamma(-math.inf),
    math.gamma(math.nan),
    math.gamma(-200.5),
    math.lgamma(1e10),
)
for action in [
    lambda: math.gamma(0),
    lambda: math.gamma(-3),
    lambda: math.gamma(-math.inf),
    lambda: math.gamma(172),
    lambda: math.lgamma(0),
    lambda: math.lgamma(-2),
    lambda: math.lgamma(1e308),
    lambda: math.erf("x"),
    lambda: math.gamma(),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
