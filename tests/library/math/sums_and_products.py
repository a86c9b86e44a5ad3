# fsum, sum, prod, sumprod, dist.
import math

print(
    sum([0.1] * 10),
    math.fsum([0.1] * 10),
    math.fsum([1e100, 1, -1e100]),
    math.fsum([]),
    math.fsum([1, 2, True]),
    math.fsum([1e16, 1.0, 1e-16]),
)
print(math.fsum([math.inf, 1]), math.fsum([math.nan, 1]), math.fsum(x / 10 for x in range(5)))
print(
    math.prod([]),
    math.prod([1, 2, 3]),
    math.prod([0.5, 4]),
    math.prod([2, 3], start=10),
    math.prod([10**20, 10**20]),
    math.prod((2.0, 3)),
)
print(
    math.sumprod([1, 2, 3], [4, 5, 6]),
    math.sumprod([], []),
    math.sumprod([0.1] * 10, [1] * 10),
    math.sumprod([10**20, 1], [10**20, 1]),
    math.sumprod([True, False], [2.5, 1]),
)
print(
    math.dist((0, 0), (3, 4)),
    math.dist([1], [4]),
    math.dist((), ()),
    math.dist((1, 2, 3), (1, 2, 3)),
    math.dist((math.inf,), (0,)),
)
