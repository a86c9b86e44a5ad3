"""A coroutine runs to its first suspension, and hands back its result as StopIteration."""


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


async def work(n):
    a = await Pause(n)
    b = await Pause(a + 1)
    return a + b


c = work(1)
print(c.send(None), c.send(10))
try:
    c.send(100)
except StopIteration as stop:
    print("returned", stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
c = work(1)
try:
    c.send(5)
except TypeError as error:
    print(error)
c.close()
try:
    iter(c)
except TypeError as error:
    print(error)
print(c.cr_running, c.cr_await, c.cr_frame)
