# argv, modules, path, and finding a module by name.
import math
import sys

print(
    sys.argv[0],
    len(sys.argv),
    sys.modules["math"] is math,
    sys.modules[__name__].__name__,
    sys.modules["__main__"] is sys.modules[__name__],
)
sys.modules["invented"] = type(sys)("invented", "made here")
import invented

print(invented.__name__, invented.__doc__, type(invented).__name__)
invented.value = 5
from invented import value

print(value)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(type(error).__name__, error)
del sys.modules["math"]
import math as again

print(again is math, again.pi == math.pi)
print(sys.intern("some text") is sys.intern("some " + "text"))
try:
    sys.intern(5)
except TypeError as error:
    print(error)
