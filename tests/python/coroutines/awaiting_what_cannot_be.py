"""await of things that are no awaitables, and __await__ that returns no iterator."""


async def wait_for(x):
    return await x


def run(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


class Odd:
    def __await__(self):
        return 5


class Ready:
    def __await__(self):
        return iter([])


for x in (5, None, [], Odd(), (i for i in ())):
    try:
        run(wait_for(x))
    except TypeError as error:
        print(error)
print(run(wait_for(Ready())))


async def inner():
    return "inner"


print(run(wait_for(inner())))
c = inner()
run(c)
try:
    run(wait_for(c))
except RuntimeError as error:
    print(error)
