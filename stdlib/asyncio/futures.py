"""Futures and tasks: results that come later, and coroutines that the loop drives."""

import concurrent.futures
import contextvars
import itertools
import types
import weakref

from . import events
from .exceptions import CancelledError, InvalidStateError

__all__ = ("Future", "Task", "wrap_future", "isfuture")

_PENDING, _CANCELLED, _FINISHED = "PENDING", "CANCELLED", "FINISHED"


def isfuture(obj):
    """Whether an object is a future."""
    return hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


class Future:
    """A result that comes later."""

    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _cancel_message = None
    _asyncio_future_blocking = False
    # An exception that nobody has asked for is reported when the future dies.
    _log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._words())}>"

    def _words(self):
        words = [self._state.lower()]
        if self._state == _FINISHED:
            if self._exception is not None:
                words.append(f"exception={self._exception!r}")
            else:
                words.append(f"result={self._result!r}")
        if self._callbacks:
            shown = [getattr(c, "__qualname__", repr(c)) + "()" for c, _ in self._callbacks]
            if len(shown) > 2:
                shown = [shown[0], f"<{len(shown) - 2} more>", shown[-1]]
            words.append(f"cb=[{', '.join(shown)}]")
        return words

    def __del__(self):
        if not self._log_traceback:
            return
        self._loop.call_exception_handler({
            "message": f"{type(self).__name__} exception was never retrieved",
            "exception": self._exception, "future": self,
        })

    __class_getitem__ = classmethod(types.GenericAlias)

    def get_loop(self):
        """The future's loop."""
        return self._loop

    def cancel(self, msg=None):
        """Cancel the future, if it is not done; whether it was cancelled."""
        self._log_traceback = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            error, self._cancelled_exc = self._cancelled_exc, None
            return error
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    _cancelled_exc = None

    def cancelled(self):
        """Whether the future was cancelled."""
        return self._state == _CANCELLED

    def done(self):
        """Whether the future has a result, an exception, or was cancelled."""
        return self._state != _PENDING

    def result(self):
        """The result, or the exception raised."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise InvalidStateError("Result is not set.")
        self._log_traceback = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        """The exception, or None."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise InvalidStateError("Exception is not set.")
        self._log_traceback = False
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        """Have a function called with the future when it is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            if context is None:
                context = contextvars.copy_context()
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Do not have a function called; how often it was to be."""
        left = [entry for entry in self._callbacks if entry[0] != fn]
        removed = len(self._callbacks) - len(left)
        if removed:
            self._callbacks[:] = left
        return removed

    def set_result(self, result):
        """Give the future its result."""
        if self._state != _PENDING:
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._state = _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception):
        """Give the future an exception."""
        if self._state != _PENDING:
            raise InvalidStateError(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            new = RuntimeError(
                "StopIteration interacts badly with generators and cannot be raised into a Future"
            )
            new.__cause__ = exception
            new.__context__ = exception
            exception = new
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self._schedule_callbacks()
        self._log_traceback = True

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
        if self._state == _PENDING:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


_names = itertools.count(1)
_all_tasks = weakref.WeakSet()
_current = {}


class Task(Future):
    """A coroutine that the loop drives."""

    _must_cancel = False
    _fut_waiter = None
    _log_destroy_pending = True
    _num_cancels_requested = 0

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if not (hasattr(coro, "send") and hasattr(coro, "throw")):
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f"Task-{next(_names)}" if name is None else str(name)
        self._coro = coro
        self._context = contextvars.copy_context() if context is None else context
        if eager_start and self._loop.is_running():
            _all_tasks.add(self)
            before = _current.get(self._loop)
            try:
                self._context.run(self._step)
            finally:
                if before is None:
                    _current.pop(self._loop, None)
                else:
                    _current[self._loop] = before
        else:
            self._loop.call_soon(self._step, context=self._context)
            _all_tasks.add(self)

    def __del__(self):
        if self._state == _PENDING and self._log_destroy_pending:
            self._loop.call_exception_handler({
                "task": self, "message": "Task was destroyed but it is pending!",
            })
        super().__del__()

    def _words(self):
        words = super()._words()
        if self._must_cancel and not self.done():
            words[0] = "cancelling"
        words.insert(1, f"name={self._name!r}")
        coro = self._coro
        words.insert(2, f"coro=<{getattr(coro, '__qualname__', type(coro).__name__)}()>")
        if self._fut_waiter is not None:
            words.insert(3, f"wait_for={self._fut_waiter!r}")
        return words

    def get_coro(self):
        """The coroutine."""
        return self._coro

    def get_context(self):
        """The context in which the coroutine runs."""
        return self._context

    def get_name(self):
        """The task's name."""
        return self._name

    def set_name(self, value):
        """Give the task a name."""
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_stack(self, *, limit=None):
        """The task's frames: the coroutine's, as far as it is known."""
        frame = getattr(self._coro, "cr_frame", None)
        return [] if frame is None else [frame]

    def cancel(self, msg=None):
        """Have CancelledError raised in the coroutine; whether it will be."""
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """How often cancel() was called and not taken back."""
        return self._num_cancels_requested

    def uncancel(self):
        """Take one cancel() back; how many are left."""
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if self._num_cancels_requested == 0:
                self._must_cancel = False
        return self._num_cancels_requested

    def _step(self, error=None):
        if self.done():
            raise InvalidStateError(f"__step(): already done: {self!r}, {error!r}")
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        loop = self._loop
        before = _current.get(loop)
        _current[loop] = self
        try:
            if error is None:
                result = self._coro.send(None)
            else:
                result = self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                Future.cancel(self, msg=self._cancel_message)
            else:
                Future.set_result(self, stop.value)
        except CancelledError as cancelled:
            self._cancelled_exc = cancelled
            Future.cancel(self)
        except (KeyboardInterrupt, SystemExit) as leaving:
            Future.set_exception(self, leaving)
            raise
        except BaseException as failure:
            Future.set_exception(self, failure)
        else:
            self._await(result)
        finally:
            if before is None:
                _current.pop(loop, None)
            else:
                _current[loop] = before
            self = None

    def _await(self, result):
        blocking = getattr(result, "_asyncio_future_blocking", None)
        problem = None
        if blocking is None:
            if result is None:
                # A bare yield: the others get their turn.
                self._loop.call_soon(self._step, context=self._context)
                return
            problem = f"Task got bad yield: {result!r}"
        elif result.get_loop() is not self._loop:
            problem = f"Task {self!r} got Future {result!r} attached to a different loop"
        elif not blocking:
            problem = f"yield was used instead of yield from in task {self!r} with {result!r}"
        elif result is self:
            problem = f"Task cannot await on itself: {self!r}"
        if problem is not None:
            self._loop.call_soon(self._step, RuntimeError(problem), context=self._context)
            return
        result._asyncio_future_blocking = False
        result.add_done_callback(self._wake_up, context=self._context)
        self._fut_waiter = result
        if self._must_cancel and result.cancel(msg=self._cancel_message):
            self._must_cancel = False

    def _wake_up(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()
        self = None


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
