"""Modules in sys.modules, failed imports, and names that are taken from a module."""

import sys
import types

made = types.ModuleType("made", "the doc")
made.value = 1
sys.modules["made"] = made
import made as again

print(again is made, again.__doc__, made)
from made import value

print(value)
for source in ("from made import other", "from made import value, other", "import made.sub", "from made.sub import x", "from nowhere import x",
               "import made.sub.sub2", "from . import x", "from .. import y", "from made import *, x", "import made as", "from made import ()",
               "import made.", "from made import (x, )", "from made import x,"):
    try:
        exec(source)
        print(source, "fine")
    except ImportError as error:
        print(source, "-", type(error).__name__, error, error.name, error.path)
    except SyntaxError as error:
        print(source, "-", error.msg)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(type(error).__name__, error, error.name)
made.__all__ = ["value", "missing"]
try:
    exec("from made import *")
except AttributeError as error:
    print(error)
made.__all__ = [5]
try:
    exec("from made import *")
except TypeError as error:
    print(error)
made.__getattr__ = lambda name: "dynamic " + name
from made import anything

print(anything, made.more, hasattr(made, "__path__"))
made.__dir__ = lambda: ["b", "a"]
print(dir(made))
del sys.modules["made"]
try:
    import made
except ModuleNotFoundError as error:
    print(error)
