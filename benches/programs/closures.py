"""Closures: counters with nonlocal, functions that make functions, a decorator."""


def counter(step):
    value = 0

    def advance():
        nonlocal value
        value += step
        return value

    return advance


def compose(f, g):
    return lambda x: f(g(x))


def counted(function):
    calls = 0

    def wrapper(x):
        nonlocal calls
        calls += 1
        return function(x) + (calls & 1)

    return wrapper


@counted
def double(x):
    return x * 2


advance = counter(3)
both = compose(double, lambda x: x - 1)
total = 0
for i in range(700_000):
    total += advance() & 7
    total += both(i) % 5
    if i % 100 == 0:
        advance = counter(i % 9)
print(total)
