# Optional imports and imports in odd places.
try:
    import fancy_missing_thing as backend
except ImportError:
    import math as backend
print(backend.__name__)
for name in ("json", "absent_one", "math"):
    try:
        module = __import__(name)
        print(name, module.__name__)
    except ModuleNotFoundError as error:
        print(name, error)


class Holder:
    from math import pi, sqrt as root
    import json as codec


print(Holder.pi > 3, Holder.codec.dumps(None), Holder.root(4))


def late():
    global math
    import math
    from json import loads
    return loads("5")


print(late(), math.floor(2.5))
if True:
    from math import floor as f, ceil as c
print(f(1.5) + c(1.5))
