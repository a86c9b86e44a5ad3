# lru_cache and cache: hits, limits, types, errors, methods.
import functools
from functools import cache, lru_cache


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


calls = []


@lru_cache
def square(n):
    "The square."
    calls.append(n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 2)], calls, square.cache_info(), square.cache_parameters())
print(square.__name__, square.__doc__, square.__wrapped__(5), square.__qualname__, square.__module__)
square.cache_clear()
print(square.cache_info(), square(n=4), square(4), square.cache_info())


@lru_cache(maxsize=2)
def two(x):
    calls.append(x)
    return x


calls.clear()
for x in "abacab":
    two(x)
print(calls, two.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed("a"), typed.cache_info(), typed.cache_parameters())


@lru_cache(maxsize=0)
def never(x):
    calls.append(x)
    return x


calls.clear()
print(never(1), never(1), calls, never.cache_info())
print(lru_cache(-5)(len).cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info().hits, fib.cache_info().misses, fib.cache_info().maxsize)


@lru_cache
def keywords(*args, **kw):
    calls.append((args, kw))
    return len(args) + len(kw)


calls.clear()
keywords(1, a=2, b=3)
keywords(1, b=3, a=2)
keywords(1, a=2, b=3)
keywords("a", 2)
keywords(a=2)
print(len(calls), keywords.cache_info())
check(lambda: square([1]))
check(lambda: lru_cache("x"))
check(lambda: lru_cache(1.5))
check(lambda: square())


@lru_cache
def fails(x):
    calls.append(x)
    raise ValueError(x)


calls.clear()
check(lambda: fails(1))
check(lambda: fails(1))
print(calls, fails.cache_info())


class Numbers:
    def __init__(self, k):
        self.k = k

    @lru_cache(maxsize=8)
    def times(self, n):
        calls.append(n)
        return self.k * n


calls.clear()
a, b = Numbers(2), Numbers(3)
print(a.times(5), a.times(5), b.times(5), calls, Numbers.times.cache_info())
builtin = cache(pow)
print(builtin(2, 10), builtin(2, 10), builtin.cache_info())


@lru_cache(maxsize=3)
def order(x):
    return x


for x in (1, 2, 3, 1, 4):
    order(x)
order(1)
order(2)
print(order.cache_info(), type(order.cache_info()).__name__)


@lru_cache
def recursion(n):
    return 0 if n == 0 else 1 + recursion(n - 1)


print(recursion(300))
