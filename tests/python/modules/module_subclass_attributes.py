"""Attributes of an instance of a subclass of module stand in its namespace."""

import types


class M(types.ModuleType):
    cls = "class"


m = M("name", "doc")
m.a = 1
print(m.a, m.__dict__["a"], sorted(k for k in dir(m) if not k.startswith("__")), m.cls)
m.__dict__["b"] = 2
print(m.b, vars(m) is m.__dict__)
del m.a
try:
    m.a
except AttributeError as error:
    print(error)


class Odd(types.ModuleType):
    __dict__ = 5


try:
    dir(Odd("odd"))
except TypeError as error:
    print(error)
try:
    m.__dict__ = {}
except AttributeError as error:
    print(error)
