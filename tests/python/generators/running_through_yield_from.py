"""A generator runs while one that it delegates to runs."""

import inspect


def inner():
    print("inner sees", inspect.getgeneratorstate(outside), outside.gi_yieldfrom, outside.gi_running)
    yield 1
    print("inner again", inspect.getgeneratorstate(outside))
    try:
        next(outside)
    except ValueError as error:
        print(error)
    yield 2


def outer():
    yield from inner()


outside = outer()
print(inspect.getgeneratorstate(outside))
print(next(outside), inspect.getgeneratorstate(outside), outside.gi_yieldfrom.__name__, outside.gi_suspended)
print(next(outside), outside.gi_running)
print(list(outside), inspect.getgeneratorstate(outside))
