# Async generators without an event loop: each step is driven by send().
class Suspend:
    "Awaiting it yields a word to whoever drives the coroutine."

    def __init__(self, word):
        self.word = word

    def __await__(self):
        answer = yield self.word
        return answer


def check(make):
    try:
        print(make())
    except BaseException as e:
        print(type(e).__name__, e, sep=": ")


def drive(awaitable, *answers):
    "Run to the end; what was awaited on the way, and the result."
    it = awaitable.__await__()
    seen = []
    answers = list(answers)
    value = None
    while True:
        try:
            seen.append(it.send(value))
        except StopIteration as e:
            return seen, e.value
        except BaseException as e:
            return seen, repr(e)
        value = answers.pop(0) if answers else None


async def numbers():
    got = await Suspend("first")
    print("got", got)
    received = yield 1
    print("received", received)
    try:
        received = yield 2
        print("received", received)
    except ValueError as e:
        print("thrown", e)
        yield "caught"
    finally:
        await Suspend("cleanup")
        print("finally")


g = numbers()
print(type(g).__name__, g.__name__, g.ag_running, g.__aiter__() is g)
print(drive(g.__anext__(), "answer"))
print(drive(g.asend("sent")))
print(drive(g.athrow(ValueError("v"))))
print(drive(g.__anext__()))
print(drive(g.__anext__()))
print(drive(g.aclose()), drive(g.athrow(KeyError("k"))))

g = numbers()
print(drive(g.aclose()), drive(g.__anext__()))
g = numbers()
drive(g.__anext__())
drive(g.__anext__())
print(drive(g.aclose()))


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
drive(g.__anext__())
print(drive(g.aclose()))


async def raises(exc):
    yield 1
    raise exc


for exc in (ValueError("v"), StopIteration("s"), StopAsyncIteration("sa")):
    g = raises(exc)
    drive(g.__anext__())
    print(drive(g.__anext__()), drive(g.__anext__()))

step = numbers().__anext__()
step.close()
check(lambda: step.send(None))
g = numbers()
step = g.__anext__()
print(step.send(None))
check(lambda: g.__anext__().send(None))
check(lambda: g.aclose().send(None))
check(lambda: g.athrow(ValueError).send(None))
check(lambda: step.send("go"))
check(lambda: step.send(None))


async def simple():
    for i in range(3):
        yield i


async def loops():
    result = [i async for i in simple()]
    result.append({i: i * i async for i in simple() if i})
    async for i in simple():
        if i == 1:
            break
    else:
        result.append("not here")
    result.append(i)
    async for i in simple():
        pass
    else:
        result.append("else")
    doubled = (i * 2 async for i in simple())
    result.append([x async for x in doubled])
    it = simple()
    result.append(await anext(it))
    result.append([await anext(it), await anext(it), await anext(it, "default")])
    try:
        await anext(it)
    except StopAsyncIteration as e:
        result.append(repr(e))
    return result


print(drive(loops()))
check(lambda: anext(5))
check(lambda: aiter(5))
check(lambda: numbers().asend("x").send(None))
check(lambda: list(numbers()))
check(lambda: numbers().send(None))
