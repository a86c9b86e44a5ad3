# The value of return travels in StopIteration.
def f(n):
    for i in range(n):
        yield i
    return n * 100


def manual(g):
    while True:
        try:
            print("item", next(g))
        except StopIteration as stop:
            return stop.value


print(manual(f(2)), manual(f(0)))


def delegating():
    a = yield from f(1)
    b = yield from f(2)
    return a + b


print(manual(delegating()))
print(list(f(3)))
for x in f(1):
    print(x)


def just_return():
    return 5
    yield


print(list(just_return()))
