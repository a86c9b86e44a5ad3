"""An asynchronous generator is sent values, thrown exceptions into, and closed."""


def run(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value
    except StopAsyncIteration:
        return "over"


async def echo():
    got = "start"
    try:
        while True:
            try:
                got = yield got
            except KeyError as error:
                got = ("caught", str(error))
    finally:
        print("closed")


g = echo()
print(run(g.asend(None)), run(g.asend(1)), run(g.__anext__()))
print(run(g.athrow(KeyError("k"))))
print(run(g.aclose()), run(g.asend(1)), run(g.aclose()))
g = echo()
try:
    run(g.asend(1))
except TypeError as error:
    print(error)
run(g.asend(None))
try:
    run(g.athrow(ValueError("v")))
except ValueError as error:
    print(error)
print(run(g.__anext__()))
print(g.ag_running, g.ag_await, g.__name__)
