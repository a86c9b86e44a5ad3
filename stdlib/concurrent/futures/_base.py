"""Futures, and waiting for several of them."""

import collections
import threading
import time
import types

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_SHOWN = {
    PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled",
    CANCELLED_AND_NOTIFIED: "cancelled", FINISHED: "finished",
}
_OVER = (CANCELLED_AND_NOTIFIED, FINISHED)


class Error(Exception):
    """The base of the errors of futures."""


class CancelledError(Error):
    """The future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The future is in no state for that."""


class BrokenExecutor(RuntimeError):
    """The executor cannot go on: a worker has failed."""


class Future:
    """The result of a call, which comes later."""

    def __init__(self):
        self._condition = threading._condition(None, "the result of the Future")
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        head = f"<{type(self).__name__} at {id(self):#x} state={_SHOWN[self._state]}"
        if self._state != FINISHED:
            return head + ">"
        if self._exception:
            return f"{head} raised {type(self._exception).__name__}>"
        return f"{head} returned {type(self._result).__name__}>"

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            import logging

            logging.getLogger("concurrent.futures").exception("exception calling callback for %r", self)

    def cancel(self):
        """Cancel the call, if it has not begun; whether it is cancelled."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Whether the call was cancelled."""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Whether the call is being made."""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Whether the call was cancelled or is over."""
        with self._condition:
            return self._state not in (PENDING, RUNNING)

    def add_done_callback(self, fn):
        """Have a function called with the future when it is done."""
        with self._condition:
            if self._state in (PENDING, RUNNING):
                self._done_callbacks.append(fn)
                return
        self._call(fn)

    def _await(self, timeout):
        if self._state in (PENDING, RUNNING):
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        """Wait for the call's end; its result, or the exception that it has raised."""
        try:
            with self._condition:
                self._await(timeout)
                if self._exception:
                    raise self._exception
                return self._result
        finally:
            # An exception that is raised must not keep the future alive.
            self = None

    def exception(self, timeout=None):
        """Wait for the call's end; the exception that it has raised, or None."""
        with self._condition:
            self._await(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        """For executors: the call begins, unless the future was cancelled; whether it does."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            raise RuntimeError("Future in unexpected state")

    def _finish(self, result, exception):
        with self._condition:
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.add(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        """For executors: the call has returned."""
        self._finish(result, None)

    def set_exception(self, exception):
        """For executors: the call has raised."""
        self._finish(None, exception)

    __class_getitem__ = classmethod(types.GenericAlias)


class _Waiter:
    """Notices futures that become done."""

    def __init__(self, stop):
        # Says with which future the wait is over.
        self.event = threading.Event()
        self.done = []
        self.stop = stop

    def add(self, future):
        self.done.append(future)
        if self.stop(future):
            self.event.set()


def _begin(futures, waiter):
    for future in futures:
        with future._condition:
            future._waiters.append(waiter)
            over = future._state in _OVER
        if over:
            waiter.add(future)


def _end(futures, waiter):
    for future in futures:
        with future._condition:
            if waiter in future._waiters:
                future._waiters.remove(waiter)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures: those that are done, and those that are not."""
    fs = set(fs)
    done = {f for f in fs if f._state in _OVER}
    failed = any(f._state == FINISHED and f._exception for f in done)
    enough = (
        len(done) == len(fs)
        or (return_when == FIRST_COMPLETED and done)
        or (return_when == FIRST_EXCEPTION and failed)
    )
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    if enough:
        return DoneAndNotDoneFutures(done, fs - done)
    rest = fs - done
    seen = set()

    def stop(future):
        seen.add(future)
        if return_when == FIRST_COMPLETED or len(seen) == len(rest):
            return True
        return return_when == FIRST_EXCEPTION and future._state == FINISHED and future._exception

    waiter = _Waiter(stop)
    _begin(rest, waiter)
    waiter.event.wait(timeout)
    _end(rest, waiter)
    done.update(waiter.done)
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """The futures, one by one, as they become done."""
    end = None if timeout is None else time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    waiter = _Waiter(lambda future: True)
    _begin(fs, waiter)
    pending = set(fs)
    try:
        while pending:
            if not waiter.done:
                left = None if end is None else end - time.monotonic()
                if left is not None and left < 0:
                    raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
                waiter.event.wait(left)
            waiter.event.clear()
            done, waiter.done = waiter.done, []
            for future in done:
                if future in pending:
                    pending.discard(future)
                    yield future
    finally:
        _end(fs, waiter)


class Executor:
    """What makes calls elsewhere."""

    def submit(self, fn, /, *args, **kwargs):
        """Have a call made; its future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Have a function called for each element; the results, in order."""
        end = None if timeout is None else time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    try:
                        if end is None:
                            value = future.result()
                        else:
                            value = future.result(end - time.monotonic())
                    finally:
                        future.cancel()
                    yield value
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
