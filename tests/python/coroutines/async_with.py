"""async with: the order, suppression, and objects that are no such managers."""


class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value)
        return self.suppress


def run(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


async def both():
    async with Manager("a") as a, Manager("b") as b:
        print(a, b)
        return "result"


async def suppressed():
    async with Manager("c", True):
        raise KeyError("gone")
    return "after"


async def wrong(x):
    async with x:
        pass


print(run(both()), run(suppressed()))


class Half:
    def __aenter__(self):
        pass


class Sync:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


for x in (5, Half(), Sync()):
    try:
        run(wrong(x))
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
