# Currying, composing and partial application with closures.
def partial(f, *args, **named):
    def call(*more, **extra):
        return f(*args, *more, **{**named, **extra})

    return call


def compose(*functions):
    def call(value):
        for f in reversed(functions):
            value = f(value)
        return value

    return call


def curry(f):
    return lambda a: lambda b: f(a, b)


power = partial(pow, 2)
print(power(10), power(5))
say = partial(print, "say:", sep=" ", end="!\n")
say("hello")
say("a", "b", sep="-")
print(compose(str, abs, int)("-5"))
print(curry(lambda a, b: a * b)(6)(7))
