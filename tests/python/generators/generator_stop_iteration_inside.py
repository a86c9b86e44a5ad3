# StopIteration leaving a generator body becomes RuntimeError.
def bad():
    yield 1
    raise StopIteration("oops")


g = bad()
print(next(g))
try:
    next(g)
except RuntimeError as error:
    print(error, "| cause", repr(error.__cause__))


def hidden(items):
    it = iter(items)
    while True:
        yield next(it)


try:
    print(list(hidden([1, 2])))
except RuntimeError as error:
    print(error)


def careful(items):
    it = iter(items)
    while True:
        try:
            yield next(it)
        except StopIteration:
            return


print(list(careful([1, 2])))
