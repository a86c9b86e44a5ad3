# The forms of import with math.
import math
import math as m
from math import sqrt
from math import pi as circle, floor, ceil as up
from math import (
    gcd,
    factorial as fact,
)

print(math.sqrt(16), m is math, sqrt(2), circle, floor(2.7), up(2.1), gcd(12, 18), fact(5))
print(math.__name__, type(math).__name__, math.pi == circle, sqrt.__name__)
import json, sys as system
print(json.__name__, system.__name__, json.dumps([1]))


def f():
    import math as local
    return local.floor(1.9)


print(f())
try:
    local
except NameError as error:
    print(error)
