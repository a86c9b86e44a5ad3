"""Functions as descriptors: binding by hand, equality, attributes of methods."""


class C:
    def m(self, x):
        return self.name, x

    @classmethod
    def c(cls):
        return cls.__name__

    @staticmethod
    def s():
        return "static"


a, b = C(), C()
a.name, b.name = "a", "b"
print(a.m(1), C.m(a, 2), C.__dict__["m"].__get__(b, C)(3), C.__dict__["m"].__get__(None, C) is C.m)
print(a.m == a.m, a.m is a.m, a.m == b.m, hash(a.m) == hash(a.m), a.m.__self__ is a, a.m.__func__ is C.m)
print(C.c(), a.c(), C.s(), a.s(), C.c.__self__ is C)
print(C.__dict__["c"].__func__.__name__, type(C.__dict__["s"]).__name__, C.__dict__["s"]())
try:
    C.__dict__["c"]()
except TypeError as error:
    print(error)
try:
    a.m()
except TypeError as error:
    print(error)
try:
    a.m.new = 1
except AttributeError as error:
    print(error)
import types

bound = types.MethodType(lambda self, *args: (self, args), 5)
print(bound(1, 2))
try:
    types.MethodType(5, 5)
except TypeError as error:
    print(error)
try:
    types.MethodType(len, None)
except TypeError as error:
    print(error)
