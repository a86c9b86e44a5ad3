# The generator's frame is part of the traceback.
def numbers():
    yield 1
    yield 1 / 0


def total():
    return sum(n for n in numbers())


print(next(numbers()))
print(total())
