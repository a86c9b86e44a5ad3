"""Module objects: what they are made of, their repr, and what they refuse."""

import types
import math

m = types.ModuleType("m")
print(m, m.__name__, m.__doc__, m.__dict__ == vars(m), m.__spec__, m.__loader__, m.__package__)
print(repr(math).startswith("<module 'math'"), type(math) is types.ModuleType)
for args in ((), (5,), ("a", "b", "c")):
    try:
        types.ModuleType(*args)
    except TypeError as error:
        print(error)
try:
    m.missing
except AttributeError as error:
    print(error)
try:
    math.missing
except AttributeError as error:
    print(error)
try:
    del m.missing
except AttributeError as error:
    print(error)
m.__name__ = "renamed"
print(m)
del m.__name__
try:
    m.missing
except AttributeError as error:
    print(error)
try:
    m()
except TypeError as error:
    print(error)
m.__annotations__["x"] = int
print(m.__annotations__, "__annotations__" in m.__dict__)
