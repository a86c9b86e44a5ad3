# Classes as decorators, with state.
class CountCalls:
    def __init__(self, f):
        self.f = f
        self.count = 0

    def __call__(self, *args):
        self.count += 1
        return self.f(*args)


@CountCalls
def square(n):
    return n * n


print(square(3), square(4), square.count, type(square).__name__)


class Prefix:
    def __init__(self, prefix):
        self.prefix = prefix

    def __call__(self, f):
        return lambda *a: self.prefix + f(*a)


@Prefix("> ")
def say(x):
    return x


print(say("hello"))


class Owner:
    @CountCalls
    def method(self):
        return "bound?"


try:
    Owner().method()
except TypeError as error:
    print(error)
