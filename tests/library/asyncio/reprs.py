"""What futures, tasks and handles look like in each state."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)


async def fails():
    raise ValueError(3)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work(0.01))
    print(task)
    await asyncio.sleep(0)
    print(task)
    future = loop.create_future()
    print(future)

    async def waits():
        await future

    waiting = asyncio.create_task(waits(), name="waits")
    await asyncio.sleep(0)
    print(future, waiting)
    future.add_done_callback(print)
    future.add_done_callback(lambda f: None)
    print(future)
    await task
    print(task)
    future.set_result([1])
    print(future)
    await waiting
    handle = loop.call_soon(print, 1, 2)
    print(handle)
    handle.cancel()
    print(handle)
    print(loop.call_soon(lambda: None))
    cancelled = asyncio.create_task(work(9))
    cancelled.cancel()
    print(cancelled)
    try:
        await cancelled
    except asyncio.CancelledError as error:
        print(repr(error), cancelled)
    both = asyncio.gather(work(0), work(0))
    print(both)
    await both
    print(both)
    failing = asyncio.create_task(fails())
    try:
        await failing
    except ValueError:
        print(failing, failing.exception() is failing._exception)
    for wrong in (
        lambda: asyncio.Future(3), lambda: future.set_result(1), lambda: future.set_exception(3),
        lambda: loop.create_future().set_exception(3), lambda: loop.create_future().result(),
        lambda: loop.create_future().exception(), lambda: failing.set_result(3),
        lambda: asyncio.Task(3), lambda: setattr(future, "_log_traceback", True),
        lambda: setattr(future, "_state", 1), lambda: future.missing,
        lambda: loop.call_later(None, print), lambda: loop.call_at(None, print),
        lambda: asyncio.create_task(3),
    ):
        try:
            print(wrong())
        except Exception as error:
            print(type(error).__name__, error)


asyncio.run(main())
