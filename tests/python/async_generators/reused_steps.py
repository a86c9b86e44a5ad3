"""The object of one step cannot be used for another."""


def run(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


async def numbers():
    yield 1
    yield 2


g = numbers()
step = g.__anext__()
print(run(step))
for act in (lambda: step.send(None), lambda: step.throw(ValueError), lambda: step.close()):
    try:
        print(act())
    except RuntimeError as error:
        print(error)
closing = g.aclose()
run(closing)
try:
    closing.send(None)
except RuntimeError as error:
    print(error)
try:
    g.asend(1).send(None)
except StopAsyncIteration as stop:
    print("over", stop.args)


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
run(g.asend(None))
try:
    run(g.aclose())
except RuntimeError as error:
    print(error)
