"""StopIteration and StopAsyncIteration that an asynchronous generator raises."""


def run(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


async def raises(error):
    yield 1
    raise error


for error in (StopIteration(5), StopAsyncIteration(6), ValueError(7)):
    g = raises(error)
    run(g.asend(None))
    try:
        run(g.asend(None))
    except Exception as problem:
        print(type(problem).__name__, problem, "from", repr(problem.__cause__))


async def coroutine():
    raise StopIteration(8)


try:
    run(coroutine())
except RuntimeError as problem:
    print(problem, repr(problem.__cause__))
