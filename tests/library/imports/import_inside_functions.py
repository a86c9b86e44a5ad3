# Imports in functions, branches and classes; names they bind.
def area(r):
    from math import pi

    return round(pi * r, 3)


print(area(1), "pi" in globals())
try:
    import tomllib_next as parser
except ImportError:
    import json as parser
print(parser.__name__)


class Box:
    import math

    from math import floor as down

    def up(self, x):
        return self.math.ceil(x)


print(Box().up(1.2), Box.down(1.8))
if True:
    import os.path as p
print(p.join("a", "b"))


def unbound():
    print(math.pi)
    import math


try:
    unbound()
except UnboundLocalError as error:
    print(error)
import math, sys as system

print(math.floor(2.5), system.platform)
