# Copying name and documentation to the wrapper.
def wraps(f):
    def apply(wrapper):
        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            setattr(wrapper, name, getattr(f, name))
        wrapper.__dict__.update(f.__dict__)
        wrapper.__wrapped__ = f
        return wrapper
    return apply


def traced(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        shown = ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
        result = f(*args, **kwargs)
        print(f"{f.__name__}({shown}) = {result!r}")
        return result
    return wrapper


@traced
def add(a, b=1):
    """Adds."""
    return a + b


add(1)
add(1, b=2)
print(add.__name__, add.__doc__, add.__wrapped__(5, 5), add.__qualname__)


@traced
def fact(n):
    return 1 if n == 0 else n * fact(n - 1)


fact(3)
