# __getattr__ and __dir__ of a module; replacing a module in sys.modules.
import lazy

print(lazy.real, lazy.anything, lazy.heavy, dir(lazy))
from lazy import invented_name

print(invented_name)
try:
    lazy.forbidden
except AttributeError as error:
    print(error)
try:
    from lazy import forbidden
except ImportError as error:
    print(str(error).split(" (")[0])
import swapped

print(type(swapped).__name__, swapped.x)
import math

try:
    math.no_such
except AttributeError as error:
    print(error)
try:
    lazy2 = type(lazy)("lazy2")
    lazy2.thing
except AttributeError as error:
    print(error)
print(repr(lazy2), lazy2.__dict__["__name__"])
