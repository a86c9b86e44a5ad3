# from module import * brings the public names.
from math import *

print(sqrt(9), floor(-1.5), pi > 3, sin(0), "pi" in globals(), "__name__" in globals())
print(__name__, gcd(4, 6), inf, isnan(nan))
try:
    math
except NameError as error:
    print(error)
from json import *
print(dumps({"a": 1}), loads("[1, 2]"))
