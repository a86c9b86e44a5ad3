# Rounding to integers.
import math

for x in [0.5, -0.5, 1.5, 2.0, -2.7, 1e20, -1e20, 4503599627370497.5, 7, True, 10**30, 0.1 + 0.2]:
    print(x, math.floor(x), math.ceil(x), math.trunc(x), type(math.floor(x)).__name__)


class Own:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


class OnlyFloat:
    def __float__(self):
        return 2.5


print(math.floor(Own()), math.ceil(Own()), math.trunc(Own()), math.floor(OnlyFloat()), math.ceil(OnlyFloat()))
for function in [math.floor, math.ceil, math.trunc]:
    for x in [math.inf, -math.inf, math.nan, "1", None, 1j]:
        try:
            print(function(x))
        except Exception as error:
            print(function.__name__, x, type(error).__name__, "|", error)
try:
    math.trunc(OnlyFloat())
except TypeError as error:
    print(error)
