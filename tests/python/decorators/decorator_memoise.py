# Caching results by hand.
def memoise(f):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            print("compute", *args)
            cache[args] = f(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


@memoise
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@memoise
def add(a, b):
    return a + b


print(fib(5))
print(fib(5))
print(add(1, 2), add(1, 2), add(2, 1), add.cache)
try:
    add([1], [2])
except TypeError as error:
    print(error)
