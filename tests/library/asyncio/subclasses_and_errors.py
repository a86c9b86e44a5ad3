"""Futures, tasks and loops with subclasses; errors of awaiting; contexts; timers; cancelling."""

import asyncio, contextvars, gc

class F(asyncio.Future):
    def cancel(self, msg=None):
        print("F.cancel", msg); return super().cancel(msg)
class T(asyncio.Task):
    def __init__(self, *a, **k):
        super().__init__(*a, **k); self.extra = 1
class L(asyncio.SelectorEventLoop):
    def call_soon(self, cb, *args, context=None):
        self.n = getattr(self, 'n', 0) + 1
        return super().call_soon(cb, *args, context=context)
async def g(f): return await f
async def main():
    loop = asyncio.get_running_loop()
    f = F(loop=loop)
    t = loop.create_task(g(f)); await asyncio.sleep(0); t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print(repr(e), t.cancelled(), f.cancelled())
    loop.set_task_factory(lambda loop, coro, **k: T(coro, loop=loop, **k))
    t = asyncio.create_task(g(asyncio.sleep(0, 5))); print(type(t), t.extra, await t)
    loop.set_task_factory(asyncio.eager_task_factory)
    async def now(): return 7
    t = asyncio.create_task(now()); print(t.done(), t.result())
    async def slow():
        await asyncio.sleep(0); return asyncio.current_task() is not None
    t = asyncio.create_task(slow()); print(t.done(), await t)
    loop.set_task_factory(None)
    # errors
    async def bad():
        class Y:
            def __await__(self): yield 5
        await Y()
    try: await asyncio.create_task(bad())
    except RuntimeError as e: print(e)
    async def gen():
        class Y:
            def __await__(self): yield loop.create_future()
        await Y()
    try: await asyncio.create_task(gen())
    except RuntimeError as e: print(str(e)[:60])
    # context
    v = contextvars.ContextVar('v', default=0)
    async def setv(n): v.set(n); await asyncio.sleep(0); return v.get()
    print(await asyncio.gather(*(setv(i) for i in range(5))), v.get())
    async def boom(): raise ValueError('boom')
    async with asyncio.timeout(None): pass
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(5)
    except TimeoutError: print('timeout')
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(setv(3)); b2 = tg.create_task(setv(4))
    print(a.result(), b2.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom()); tg.create_task(asyncio.sleep(10))
    except* ValueError as e: print(repr(e), e.exceptions)
    print(len(asyncio.all_tasks()), asyncio.current_task().get_name())
    hs = [loop.call_later(1000 + i, print) for i in range(500)]
    for h in hs: h.cancel()
    t0 = [loop.call_later(0.001 * (5 - i), print, i) for i in range(5)]
    await asyncio.sleep(0.05)
    fut = loop.create_future()
    loop.call_soon(fut.set_result, 3); print(await asyncio.wait_for(fut, 1))
    async def chain(n):
        if n: return await asyncio.create_task(chain(n - 1))
        await asyncio.sleep(100)
    t = asyncio.create_task(chain(500))
    for _ in range(600): await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError as e: print('chain', t.cancelled())
    it = iter(loop.create_future()); 
    x = next(it); print(x is not None)
    try: it.throw(ZeroDivisionError)
    except ZeroDivisionError as e: print(repr(e))
    print(await loop.run_in_executor(None, lambda: 9), await asyncio.to_thread(lambda: v.get()))
asyncio.run(main())
with asyncio.Runner(loop_factory=L) as r:
    r.run(asyncio.sleep(0)); print(r.get_loop().n > 0)
