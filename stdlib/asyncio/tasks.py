"""Driving coroutines: together, for some time, protected, one by one."""

import collections.abc
import concurrent.futures
import types

from _asyncio import _Pause, _all_tasks, current_task

from . import events, exceptions, futures, timeouts
from .futures import Future, Task, isfuture

__all__ = (
    "Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait",
    "wait_for", "as_completed", "sleep", "gather", "shield", "ensure_future",
    "run_coroutine_threadsafe", "current_task", "all_tasks", "create_eager_task_factory",
    "eager_task_factory", "iscoroutine", "iscoroutinefunction",
)

FIRST_COMPLETED = concurrent.futures.FIRST_COMPLETED
FIRST_EXCEPTION = concurrent.futures.FIRST_EXCEPTION
ALL_COMPLETED = concurrent.futures.ALL_COMPLETED


def iscoroutine(obj):
    """Whether an object is a coroutine."""
    return isinstance(obj, types.CoroutineType) or (
        hasattr(obj, "send") and hasattr(obj, "throw") and hasattr(obj, "close")
        and not isinstance(obj, types.GeneratorType)
    )


def _is_awaitable(obj):
    # As inspect.isawaitable(), without the time that this module takes to load.
    return isinstance(obj, (types.CoroutineType, collections.abc.Awaitable))


def iscoroutinefunction(func):
    """Whether a function gives a coroutine."""
    import inspect

    return inspect.iscoroutinefunction(func)


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    return _all_tasks(loop)


def create_task(coro, *, name=None, context=None):
    """Have the running loop drive a coroutine; its task."""
    loop = events.get_running_loop()
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks begin at once."""

    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def ensure_future(coro_or_future, *, loop=None):
    """A future: the one given, or the task of a coroutine or of another awaitable."""
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError(
                "The future belongs to a different loop than the one specified as the loop argument"
            )
        return coro_or_future
    coro = coro_or_future
    if not iscoroutine(coro):
        if not _is_awaitable(coro):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")

        async def wrap(awaitable):
            return await awaitable

        coro = wrap(coro)
    if loop is None:
        loop = events.get_event_loop()
    return loop.create_task(coro)


async def sleep(delay, result=None):
    """Wait for so many seconds."""
    if delay <= 0:
        await _Pause()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, lambda: future.done() or future.set_result(result))
    try:
        return await future
    finally:
        handle.cancel()


class _GatheringFuture(Future):
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    """Drive several awaitables together; a future of the list of their results."""
    if not coros_or_futures:
        outer = events.get_event_loop().create_future()
        outer.set_result([])
        return outer
    children = []
    by_argument = {}
    loop = events._get_running_loop()
    for argument in coros_or_futures:
        if argument not in by_argument:
            child = ensure_future(argument, loop=loop)
            loop = child.get_loop()
            if child is not argument:
                child._log_destroy_pending = False
            by_argument[argument] = child
        children.append(by_argument[argument])
    unique = list(dict.fromkeys(children))
    outer = _GatheringFuture(unique, loop=loop)
    left = len(unique)

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._make_cancelled_error())
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if left:
            return
        results = []
        for each in children:
            if each.cancelled():
                message = each._cancel_message
                results.append(exceptions.CancelledError("" if message is None else message))
            else:
                error = each.exception()
                results.append(each.result() if error is None else error)
        if outer._cancel_requested:
            outer.set_exception(child._make_cancelled_error() if child.cancelled()
                                else exceptions.CancelledError())
        else:
            outer.set_result(results)

    for child in unique:
        child.add_done_callback(done)
    return outer


def shield(arg):
    """A future whose cancellation does not reach what it waits for."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    loop = inner.get_loop()
    outer = loop.create_future()

    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for tasks: those that are done, and those that are not."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = events.get_running_loop()
    waiter = loop.create_future()
    handle = None
    if timeout is not None:
        handle = loop.call_later(timeout, lambda: waiter.done() or waiter.set_result(None))
    left = len(fs)

    def one_done(f):
        nonlocal left
        left -= 1
        failed = not f.cancelled() and f.exception() is not None
        if left <= 0 or return_when == FIRST_COMPLETED or (return_when == FIRST_EXCEPTION and failed):
            if handle is not None:
                handle.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for f in fs:
        f.add_done_callback(one_done)
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for f in fs:
            f.remove_done_callback(one_done)
    done = {f for f in fs if f.done()}
    return done, fs - done


async def wait_for(fut, timeout):
    """Wait for an awaitable for so long; TimeoutError, and its cancellation, if it takes longer."""
    if fut is not None and not isfuture(fut) and not iscoroutine(fut):
        if not _is_awaitable(fut):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await _until_done(fut)
            return fut.result()
        except exceptions.CancelledError as error:
            raise TimeoutError from error
    async with timeouts.timeout(timeout):
        return await fut


async def _until_done(fut):
    waiter = events.get_running_loop().create_future()
    fut.add_done_callback(lambda _: waiter.done() or waiter.set_result(None))
    await waiter


class as_completed:
    """The results of awaitables as they come: for `for` and for `async for`."""

    def __init__(self, fs, *, timeout=None):
        if isfuture(fs) or iscoroutine(fs):
            raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
        from .queues import Queue

        self._done = Queue()
        loop = events.get_event_loop()
        self._todo = {ensure_future(f, loop=loop) for f in set(fs)}
        self._left = len(self._todo)
        self._handle = None
        if self._todo and timeout is not None:
            self._handle = loop.call_later(timeout, self._too_late)
        for f in self._todo:
            f.add_done_callback(self._one_done)

    def _too_late(self):
        for f in self._todo:
            f.remove_done_callback(self._one_done)
            self._done.put_nowait(None)
        self._todo.clear()

    def _one_done(self, f):
        if not self._todo:
            return
        self._todo.remove(f)
        self._done.put_nowait(f)
        if not self._todo and self._handle is not None:
            self._handle.cancel()

    async def _next(self, whole=False):
        f = await self._done.get()
        if f is None:
            raise TimeoutError
        return f if whole else f.result()

    def __iter__(self):
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._next()

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._next(whole=True)


def run_coroutine_threadsafe(coro, loop):
    """Have a loop of another thread drive a coroutine; a future of concurrent.futures."""
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = concurrent.futures.Future()

    def begin():
        try:
            task = ensure_future(coro, loop=loop)
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

        def done(task):
            if future.cancelled() or not future.set_running_or_notify_cancel():
                return
            if task.cancelled():
                future.set_exception(concurrent.futures.CancelledError())
            elif task.exception() is not None:
                future.set_exception(task.exception())
            else:
                future.set_result(task.result())

        task.add_done_callback(done)
        future.add_done_callback(
            lambda f: f.cancelled() and loop.call_soon_threadsafe(task.cancel)
        )

    loop.call_soon_threadsafe(begin)
    return future
