# asynccontextmanager, aclosing, AsyncExitStack, nullcontext and decorators, without an event loop.
from contextlib import *
from contextlib import AsyncContextDecorator


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as e:
        return e.value
    raise RuntimeError("the coroutine waits")


@asynccontextmanager
async def tag(name):
    "async doc"
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")


async def main():
    async with tag("a") as t:
        print(t)

    @tag("deco")
    async def f(x):
        return x + 1

    print(await f(1), await f(2), f.__name__)
    for bad in (ValueError("v"), StopIteration("s"), StopAsyncIteration("sa"), RuntimeError("r")):
        try:
            async with tag("err"):
                raise bad
        except Exception as e:
            print(repr(e), e is bad)

    @asynccontextmanager
    async def never():
        if False:
            yield

    @asynccontextmanager
    async def twice():
        yield 1
        yield 2

    @asynccontextmanager
    async def swallow():
        try:
            yield
        except KeyError as e:
            print("swallowed", e)

    @asynccontextmanager
    async def again():
        try:
            yield
        except KeyError:
            yield

    for manager in never, twice:
        try:
            async with manager():
                pass
        except RuntimeError as e:
            print(repr(e))
    async with swallow():
        raise KeyError("k")
    try:
        async with again():
            raise KeyError("k")
    except RuntimeError as e:
        print(repr(e))

    class Source:
        async def aclose(self):
            print("aclosed")

    async with aclosing(Source()) as s:
        print(type(s).__name__)
    async with nullcontext(5) as n:
        print(n)

    async def callback(*args, **kw):
        print("async callback", args, kw)

    async def leave(typ, value, tb):
        print("async exit", typ and typ.__name__)
        return True

    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(tag("x")), stack.enter_context(suppress(OSError)))
        stack.push_async_callback(callback, 1, k=2)
        stack.callback(print, "sync callback")
        stack.push_async_exit(leave)
        stack.push(lambda *exc: print("sync exit", exc[0] and exc[0].__name__))
        raise ValueError("inside")
    print("after")
    stack = AsyncExitStack()
    async with stack:
        stack.callback(print, "kept")
        moved = stack.pop_all()
    print("not yet")
    await moved.aclose()
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(5)
    except TypeError as e:
        print(e)
    try:
        async with AsyncExitStack() as stack:
            async def one(*exc):
                raise IndexError("one")
            stack.push_async_exit(one)
            raise ValueError("two")
    except IndexError as e:
        print(repr(e), repr(e.__context__))

    class Timer(AsyncContextDecorator):
        async def __aenter__(self):
            print("start")
            return self

        async def __aexit__(self, *exc):
            print("stop")

    @Timer()
    async def work():
        print("work")
        return 7

    print(await work(), isinstance(Timer(), AbstractAsyncContextManager), issubclass(int, AbstractAsyncContextManager))
    return "done"


print(run(main()), tag.__doc__)
