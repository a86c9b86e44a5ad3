"""Asynchronous comprehensions and generator expressions."""


def run(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


async def count(n):
    for i in range(n):
        yield i


async def double(x):
    return x * 2


async def work():
    a = [i async for i in count(3)]
    b = {i: await double(i) async for i in count(3) if i}
    c = {await double(i) for i in range(3)}
    d = [x + y async for x in count(2) async for y in count(2)]
    g = (i async for i in count(3))
    e = [i async for i in g]
    f = [[i async for i in count(j)] for j in range(3)]
    return a, b, sorted(c), d, type(g).__name__, e, f


print(run(work()))
for source in ("[i async for i in x]", "def f(): return [i async for i in x]", "await x", "async with x: pass",
               "def f():\n    async for i in x: pass", "lambda: (await x)", "async def f(): yield from x", "async def f():\n    return 1\n    yield"):
    try:
        compile(source, "name", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source.replace("\n", ";"), "-", error.msg)
