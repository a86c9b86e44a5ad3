# log with every base, log2, log10, log1p, and their errors.
import math

for x in [1, 2, 10, 0.5, 1e-300, 5e-324, 1000, 1024, 10**100, 2**2000, 3.7e200]:
    print(x if x < 10**20 else "big", math.log(x), math.log2(x), math.log10(x))
print(
    math.log(8, 2),
    math.log(100, 10),
    math.log(27, 3),
    math.log(2, 0.5),
    math.log(10**400, 10),
    math.log(5, 2**3000),
)
print(
    math.log1p(0),
    math.log1p(1e-20),
    math.log1p(-0.5),
    math.log(math.inf),
    math.log2(math.inf),
    math.log(math.e),
    math.log1p(-0.0),
)
