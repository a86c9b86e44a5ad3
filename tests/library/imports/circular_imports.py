# Two modules that import each other.
import first

print(first.value(), first.second.other())
try:
    import left
except ImportError as error:
    print(str(error).split(" (")[0])
import sys

print("left" in sys.modules, "right" in sys.modules)
try:
    import half
except AttributeError as error:
    print(error)
