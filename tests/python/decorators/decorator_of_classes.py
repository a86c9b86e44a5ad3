# Decorators applied to classes.
def register(cls):
    registry[cls.__name__] = cls
    return cls


def add_repr(*names):
    def decorate(cls):
        def __repr__(self):
            return f"{cls.__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"
        cls.__repr__ = __repr__
        return cls
    return decorate


def singleton(cls):
    instance = None

    def get(*args):
        nonlocal instance
        if instance is None:
            instance = cls(*args)
        return instance

    return get


registry = {}


@register
@add_repr("x", "y")
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


@singleton
class Config:
    def __init__(self, name):
        self.name = name


print(Point(1, "b"), registry["Point"] is Point, Config("a") is Config("b"), Config("c").name, type(Config).__name__)


@lambda cls: "not a class any more"
class Gone:
    pass


print(Gone)
