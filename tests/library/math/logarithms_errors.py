# Logarithms out of the domain, and wrong arguments.
import math

for action in [
    lambda: math.log(0),
    lambda: math.log(-1),
    lambda: math.log(-(10**400)),
    lambda: math.log(0.0),
    lambda: math.log(-2.5),
    lambda: math.log(-math.inf),
    lambda: math.log(2, 1),
    lambda: math.log(2, 0),
    lambda: math.log(2, -1),
    lambda: math.log("x"),
    lambda: math.log(),
    lambda: math.log(1, 2, 3),
    lambda: math.log2(0),
    lambda: math.log2(-1),
    lambda: math.log2(-(10**400)),
    lambda: math.log10(0),
    lambda: math.log10(-2.0),
    lambda: math.log1p(-1),
    lambda: math.log1p(-2),
    lambda: math.log(None),
    lambda: math.log10("a"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
