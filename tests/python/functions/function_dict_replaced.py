"""A function's __dict__ can be replaced by another dict, not deleted."""


def f():
    pass


f.a = 1
own = {"b": 2}
f.__dict__ = own
print(f.__dict__ is own, f.b, hasattr(f, "a"))
f.c = 3
print(own)
for wrong in (None, 5, []):
    try:
        f.__dict__ = wrong
    except TypeError as error:
        print(error)
try:
    del f.__dict__
except TypeError as error:
    print(error)


class C:
    def m(self):
        pass


C.m.extra = 1
print("extra" in dir(C.m), "extra" in dir(C().m), C().m.extra)
try:
    C().m.extra = 2
except AttributeError as error:
    print(error)
