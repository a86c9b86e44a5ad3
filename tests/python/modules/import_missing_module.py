# Modules and names that do not exist.
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(type(error).__name__, "-", error, "|", error.name)
try:
    import no_such.inner.module
except ImportError as error:
    print(type(error).__name__, "-", error, "|", error.name)
try:
    from no_such import thing
except ModuleNotFoundError as error:
    print(error)
try:
    from math import no_such_name
except ImportError as error:
    print(type(error).__name__, error.name, str(error).startswith("cannot import name 'no_such_name' from 'math'"))
try:
    import math.inner
except ModuleNotFoundError as error:
    print(error)
try:
    import math
    math.no_such
except AttributeError as error:
    print(error)
try:
    import 没有这个模块
except ImportError as error:
    print(error)
print(issubclass(ModuleNotFoundError, ImportError))
