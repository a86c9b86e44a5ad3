# What fsum, prod, sumprod and dist refuse.
import math

for action in [
    lambda: math.fsum([1, "2"]),
    lambda: math.fsum(5),
    lambda: math.fsum([math.inf, -math.inf]),
    lambda: math.fsum([1e308] * 3),
    lambda: math.prod(5),
    lambda: math.prod([1, "a", "b"]),
    lambda: math.prod([1], 2),
    lambda: math.sumprod([1], [1, 2]),
    lambda: math.sumprod([1], 5),
    lambda: math.sumprod(["a"], ["b"]),
    lambda: math.dist((1, 2), (1, 2, 3)),
    lambda: math.dist(1, 2),
    lambda: math.dist(("a",), (1,)),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
