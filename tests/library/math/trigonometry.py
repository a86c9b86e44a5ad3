# Angles: sin, cos, tan, their inverses and the hyperbolic ones.
import math

for x in [0, -0.0, 0.5, 1, math.pi / 6, math.pi / 2, math.pi, 100, -2.5]:
    print(
        x,
        round(math.sin(x), 15),
        round(math.cos(x), 15),
        round(math.tan(x), 12) if x != math.pi / 2 else "large",
        math.degrees(x),
        math.radians(x),
    )
for x in [-1, -0.5, 0, 0.5, 1]:
    print(
        x,
        math.asin(x),
        math.acos(x),
        math.atan(x),
        round(math.sinh(x), 15),
        round(math.cosh(x), 15),
        round(math.tanh(x), 15),
        math.asinh(x),
    )
for y, x in [
    (0, 1),
    (1, 0),
    (-1, -1),
    (0.0, -1),
    (-0.0, -1),
    (-0.0, 0.0),
    (math.inf, math.inf),
    (1, math.inf),
]:
    print((y, x), math.atan2(y, x))
print(
    math.acosh(1),
    math.acosh(2.5),
    math.atanh(0.5),
    math.atan(math.inf),
    math.tanh(math.inf),
    math.sinh(-math.inf),
    math.degrees(math.pi),
)
print(math.sin(math.nan), math.atan2(math.nan, 1))
