"""A value sent to a generator that does not use it is gone, also where the generator then ends."""


def last():
    x = 5
    yield x


def delegating(items):
    x = yield from (y for y in items)
    yield x


class Noisy:
    def __del__(self):
        print("dropped")


g = last()
print(next(g))
try:
    g.send(Noisy())
except StopIteration:
    print("ended")

g = delegating([1, 2])
print(next(g), g.send([3]))
print(list(g))

g = (y for y in [1, 2, 3])
print(next(g), g.send([]), list(g))
