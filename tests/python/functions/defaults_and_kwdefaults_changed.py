"""__defaults__ and __kwdefaults__ of a function can be replaced while it lives."""


def f(a, b=2, *, c=3):
    return a, b, c


print(f.__defaults__, f.__kwdefaults__, f(1))
f.__defaults__ = (10, 20)
print(f())
f.__kwdefaults__ = {"c": 30, "other": 5}
print(f(), f(1, c=4))
f.__defaults__ = None
f.__kwdefaults__ = None
for call in (lambda: f(1), lambda: f(1, 2), lambda: f(c=1)):
    try:
        call()
    except TypeError as error:
        print(error)
for name, wrong in (("__defaults__", [1]), ("__defaults__", 5), ("__kwdefaults__", (1,)), ("__name__", 5), ("__qualname__", None), ("__code__", 5), ("__closure__", ()),
                    ("__globals__", {})):
    try:
        setattr(f, name, wrong)
        print(name, "set")
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
del f.__defaults__
print(f.__defaults__)
f.__name__ = "renamed"
f.__qualname__ = "Some.where"
f.__doc__ = 5
f.__module__ = None
print(f.__name__, f.__doc__, f.__module__, repr(f).split(" at ")[0])
