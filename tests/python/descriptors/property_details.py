"""property: its functions, its documentation, its name in errors, and subclasses."""


class C:
    @property
    def x(self):
        "the x"
        return self._x

    @x.setter
    def x(self, value):
        self._x = value

    @x.deleter
    def x(self):
        del self._x

    @property
    def readonly(self):
        return 1

    writeonly = property(None, lambda self, value: None)
    bare = property()


c = C()
c.x = 5
print(c.x, C.x.__doc__, C.x.fget.__name__, C.x.fset.__name__, C.x.__name__)
del c.x
for act in (lambda: c.x, lambda: setattr(c, "readonly", 1), lambda: delattr(c, "readonly"), lambda: c.writeonly,
            lambda: c.bare, lambda: setattr(c, "bare", 1)):
    try:
        print(act())
    except AttributeError as error:
        print(error)
p = property(lambda self: 1, doc="given")
print(p.__doc__, p.getter(lambda self: 2).__doc__, p.__isabstractmethod__)
try:
    p.fget = 5
except AttributeError as error:
    print(error)


class Sub(property):
    pass


s = Sub(lambda self: 3)
s.extra = 1
print(s.extra, type(s.setter(None)).__name__)
try:
    property(1, 2, 3, 4, 5)
except TypeError as error:
    print(error)
