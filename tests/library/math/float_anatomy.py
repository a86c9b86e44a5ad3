# modf, frexp, ldexp, nextafter, ulp, fmod, remainder, fma.
import math

for x in [3.75, -3.75, 0.0, -0.0, 7, 1e300, 5e-324, math.inf, -math.inf]:
    print(x, math.modf(x), math.frexp(x), math.ulp(x))
print(
    math.modf(math.nan),
    math.frexp(math.nan),
    math.ldexp(0.75, 3),
    math.ldexp(1, -1074),
    math.ldexp(1, -2000),
    math.ldexp(0.0, 10**10),
    math.ldexp(1, -(10**30)),
    math.ldexp(math.inf, 5),
)
print(
    math.nextafter(1, 2),
    math.nextafter(1, 0),
    math.nextafter(0, 1),
    math.nextafter(0, -1),
    math.nextafter(1, 1),
    math.nextafter(1.0, math.inf, steps=3),
    math.nextafter(0, 1, steps=0),
    math.nextafter(math.inf, 0),
)
for args in [(7, 3), (-7, 3), (7, -3), (5.5, 2), (1e308, 3), (3, math.inf), (-0.0, 1)]:
    print(args, math.fmod(*args), math.remainder(*args), args[0] % args[1])
print(
    math.fma(2, 3, 4),
    math.fma(0.1, 10, -1),
    math.fma(1e308, 2, -math.inf),
    math.remainder(2.5, 1),
    math.remainder(3.5, 1),
)
