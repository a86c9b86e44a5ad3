"""staticmethod and classmethod objects by themselves."""


class C:
    @classmethod
    def c(cls, x):
        "doc of c"
        return cls.__name__, x

    @staticmethod
    def s(x):
        "doc of s"
        return x

    both = classmethod(staticmethod(lambda x="none": x).__func__)


class D(C):
    pass


print(C.c(1), D.c(2), D().c(3), C.s(4), C().s(5), C.both(), D.both("given") if False else D.both())
for name in ("c", "s"):
    raw = C.__dict__[name]
    print(type(raw).__name__, raw.__name__, raw.__qualname__, raw.__doc__, raw.__wrapped__ is raw.__func__, raw.__isabstractmethod__)
try:
    C.__dict__["c"](C, 1)
except TypeError as error:
    print(error)
print(C.__dict__["s"](6))
for make in (classmethod, staticmethod):
    for args in ((), (1, 2)):
        try:
            make(*args)
        except TypeError as error:
            print(error)
    print(make(5).__func__)
try:
    C.c()
except TypeError as error:
    print(error)
