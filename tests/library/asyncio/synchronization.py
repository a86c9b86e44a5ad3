"""What tasks wait for, in order; cancellation, shields, contexts, and misuse."""

import asyncio
import contextvars

order = []


async def locked(lock, name):
    async with lock:
        order.append(name)
        await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(locked(lock, n) for n in "abc"))
    print(order, lock.locked())
    semaphore = asyncio.BoundedSemaphore(2)
    async with semaphore:
        await semaphore.acquire()
        print(semaphore.locked())
        semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(error)
    event = asyncio.Event()
    waiter = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    event.set()
    print(await waiter)
    condition = asyncio.Condition()
    items = []

    async def consume():
        async with condition:
            await condition.wait_for(lambda: items)
            return items.pop()

    task = asyncio.create_task(consume())
    await asyncio.sleep(0)
    async with condition:
        items.append("item")
        condition.notify()
    print(await task)
    barrier = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(*(barrier.wait() for _ in range(3)))))

    async def slow():
        await asyncio.sleep(0.05)
        return "slow"

    inner = asyncio.ensure_future(slow())
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except TimeoutError:
        print("timeout", inner.cancelled(), await inner)
    results = await asyncio.gather(slow(), fail(), return_exceptions=True)
    print(results)
    variable = contextvars.ContextVar("variable", default=0)

    async def child():
        variable.set(5)
        return variable.get()

    print(await asyncio.create_task(child()), variable.get())
    queue = asyncio.PriorityQueue(3)
    for n in (3, 1, 2):
        queue.put_nowait(n)
    try:
        queue.put_nowait(4)
    except asyncio.QueueFull:
        print("full", [queue.get_nowait() for _ in range(3)])
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("empty", queue.qsize())

    async def cleanup():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print("cleaning", error.args)
            raise

    task = asyncio.create_task(cleanup(), name="cleaner")
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, task.cancelled(), task.get_name())
    future = asyncio.get_running_loop().create_future()
    try:
        future.result()
    except asyncio.InvalidStateError as error:
        print(error)
    future.set_result(1)
    try:
        future.set_result(2)
    except asyncio.InvalidStateError:
        print("twice")
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_later(0.02, done.set_result, "later")
    loop.call_soon(order.append, "soon")
    print(await done, order[-1])
    print(await loop.run_in_executor(None, sum, [1, 2, 3]))


async def fail():
    raise ValueError("fail")


asyncio.run(main())
try:
    asyncio.run(fail())
except ValueError as error:
    print(error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, "first")), runner.run(asyncio.sleep(0, "second")))
