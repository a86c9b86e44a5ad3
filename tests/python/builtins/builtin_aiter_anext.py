"""aiter() and anext(): their results, a default, and what they refuse."""


class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


def run(awaitable):
    try:
        awaitable.__await__().send(None)
    except StopIteration as stop:
        return stop.value
    except StopAsyncIteration:
        return "over"


c = Count(2)
print(aiter(c) is c, run(anext(c)), run(anext(c, "default")), run(anext(c, "default")), run(anext(c)))
for call in (lambda: aiter([1]), lambda: aiter(5), lambda: anext(5), lambda: anext([]), lambda: aiter(), lambda: anext(), lambda: anext(c, 1, 2)):
    try:
        call()
    except TypeError as error:
        print(error)
