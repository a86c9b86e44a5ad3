# An iterator class and an iterable class.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Reusable:
    def __iter__(self):
        yield from (1, 2, 3)

    def __reversed__(self):
        return iter("reversed")


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


c = Countdown(3)
print(list(c), list(c))
r = Reusable()
print(list(r), list(r), 2 in r, list(reversed(r)))
print(sum(Countdown(4)), dict(zip("ab", Countdown(5))))


class BadIter:
    def __iter__(self):
        return 5


class NotIterable:
    __iter__ = None

    def __getitem__(self, i):
        return i


outcome(lambda: list(BadIter()))
outcome(lambda: list(NotIterable()))
outcome(lambda: next(Reusable()))
outcome(lambda: next(Countdown(0)))
outcome(lambda: iter(5))
