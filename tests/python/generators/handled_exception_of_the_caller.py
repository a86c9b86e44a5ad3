"""What a generator's caller handles is not what the generator handles later."""

import sys


def g():
    try:
        raise ValueError("own")
    except ValueError:
        yield repr(sys.exception())
    yield repr(sys.exception())
    try:
        yield "waiting"
    except KeyError:
        yield repr(sys.exception())
        yield repr(sys.exception())
    yield repr(sys.exception())


it = g()
try:
    raise IndexError("outer")
except IndexError:
    print(next(it))
print(next(it))
try:
    raise IndexError("outer")
except IndexError:
    print(next(it), repr(sys.exception()))
error = KeyError("thrown")
try:
    raise error
except KeyError:
    print(it.throw(error))
print(next(it), sys.exception())
print(next(it))
