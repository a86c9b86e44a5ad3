"""Futures and tasks: results that come later, and coroutines that the loop drives.

The types are native: see `_asyncio`.
"""

import concurrent.futures

import _asyncio
from _asyncio import Future, Task

from . import _reprs, events
from .exceptions import CancelledError, InvalidStateError

__all__ = ("Future", "Task", "wrap_future", "isfuture")

_asyncio._introduce(CancelledError, InvalidStateError, _reprs.describe, events.get_event_loop)


def isfuture(obj):
    """Whether an object is a future."""
    return hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


def _copy_state(source, target):
    if target.cancelled():
        return
    if source.cancelled():
        target.cancel()
        return
    error = source.exception()
    if error is not None:
        if type(error) is concurrent.futures.CancelledError:
            error = CancelledError(*error.args)
        target.set_exception(error)
    else:
        target.set_result(source.result())


def wrap_future(future, *, loop=None):
    """An asyncio future that follows one of concurrent.futures."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), (
        f"concurrent.futures.Future is expected, got {future!r}"
    )
    if loop is None:
        loop = events.get_event_loop()
    new = loop.create_future()

    def cancelled(new):
        if new.cancelled():
            future.cancel()

    def done(future):
        if not loop.is_closed():
            loop.call_soon_threadsafe(lambda: new.done() or _copy_state(future, new))

    new.add_done_callback(cancelled)
    future.add_done_callback(done)
    return new
