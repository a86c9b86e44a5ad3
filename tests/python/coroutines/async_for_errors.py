"""async for over what is no asynchronous iterable, and iterators that misbehave."""


def run(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


async def loop(x):
    out = []
    async for item in x:
        out.append(item)
    else:
        out.append("else")
    return out


class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class NoNext:
    def __aiter__(self):
        return 5


class Plain(Count):
    def __anext__(self):
        return 5


class AsyncIter:
    async def __aiter__(self):
        return self


print(run(loop(Count(3))))
for x in ([1], 5, NoNext(), Plain(1)):
    try:
        run(loop(x))
    except TypeError as error:
        print(error)
