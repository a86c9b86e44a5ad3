# Constants, and questions about floats.
import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
for x in [0.0, -0.0, 1, -1.5, math.inf, -math.inf, math.nan, 10**20, True]:
    print(
        x,
        math.isfinite(x),
        math.isinf(x),
        math.isnan(x),
        math.copysign(2, x) if x == x else "nan",
        math.fabs(x),
    )
print(math.copysign(math.inf, -0.0), math.copysign(3, -1), math.copysign(-0.0, 1))
for args in [
    (1.0, 1.0 + 1e-10),
    (1.0, 1.001),
    (0, 1e-12),
    (math.inf, math.inf),
    (math.inf, 1e308),
    (math.nan, math.nan),
    (-1, 1),
]:
    print(args, math.isclose(*args), math.isclose(*args, rel_tol=0.01), math.isclose(*args, abs_tol=1e-9))
for action in [
    lambda: math.isclose(1, 2, rel_tol=-1),
    lambda: math.isclose(1),
    lambda: math.isclose(1, 2, 3),
    lambda: math.isfinite("1"),
    lambda: math.isnan(10**400),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
