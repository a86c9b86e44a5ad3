# Decorators that check arguments and results.
def expects(*types, returns=object):
    def decorate(f):
        def wrapper(*args):
            for i, (a, t) in enumerate(zip(args, types)):
                if not isinstance(a, t):
                    raise TypeError(f"{f.__name__}() argument {i} must be {t.__name__}, not {type(a).__name__}")
            result = f(*args)
            if not isinstance(result, returns):
                raise TypeError(f"{f.__name__}() returned {type(result).__name__}")
            return result
        return wrapper
    return decorate


@expects(int, str, returns=str)
def repeat(n, s):
    return s * n if n else None


for args in ((2, "ab"), ("2", "ab"), (2, 3), (0, "a"), (1,)):
    try:
        print(repeat(*args))
    except TypeError as error:
        print(error)


def suppress(kind, value=None):
    return lambda f: lambda *a: attempt(f, a, kind, value)


def attempt(f, args, kind, value):
    try:
        return f(*args)
    except kind:
        return value


@suppress(ZeroDivisionError, "inf")
def divide(a, b):
    return a / b


print(divide(1, 2), divide(1, 0))
