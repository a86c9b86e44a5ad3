"""Which event loop runs, and the calls that it makes later."""

import contextvars
import sys
import threading

__all__ = (
    "AbstractEventLoop", "AbstractEventLoopPolicy", "AbstractServer", "DefaultEventLoopPolicy",
    "Handle", "TimerHandle", "get_event_loop", "get_event_loop_policy", "get_running_loop",
    "new_event_loop", "set_event_loop", "set_event_loop_policy", "_get_running_loop",
    "_set_running_loop",
)


class Handle:
    """A call that a loop is to make."""

    __slots__ = ("_callback", "_args", "_cancelled", "_loop", "_context", "__weakref__")

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False

    def __repr__(self):
        if self._cancelled:
            return f"<{type(self).__name__} cancelled>"
        name = getattr(self._callback, "__qualname__", None) or repr(self._callback)
        args = ", ".join(map(repr, self._args))
        return f"<{type(self).__name__} {name}({args})>"

    def get_context(self):
        """The context in which the call is made."""
        return self._context

    def cancel(self):
        """Do not make the call."""
        if not self._cancelled:
            self._cancelled = True
            self._callback = None
            self._args = None

    def cancelled(self):
        """Whether the call was cancelled."""
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            name = getattr(self._callback, "__qualname__", repr(self._callback))
            self._loop.call_exception_handler({
                "message": f"Exception in callback {name}({', '.join(map(repr, self._args))})",
                "exception": error, "handle": self,
            })


class TimerHandle(Handle):
    """A call that a loop is to make at a certain time."""

    __slots__ = ("_when", "_number")

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        self._number = loop._next_number()

    def __lt__(self, other):
        return (self._when, self._number) < (other._when, other._number)

    def when(self):
        """The time of the call, on the loop's clock."""
        return self._when


class AbstractServer:
    """What takes connections."""


class AbstractEventLoop:
    """What an event loop can do."""


class AbstractEventLoopPolicy:
    """How loops are made."""


class _Policy(AbstractEventLoopPolicy):
    def __init__(self):
        self._local = threading.local()

    def get_event_loop(self):
        """This thread's loop; the main thread is given one when it first asks."""
        loop = getattr(self._local, "loop", None)
        if loop is None:
            asked = getattr(self._local, "set", False)
            if asked or threading.current_thread() is not threading.main_thread():
                raise RuntimeError(
                    f"There is no current event loop in thread {threading.current_thread().name!r}."
                )
            import warnings

            warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=3)
            loop = self.new_event_loop()
            self.set_event_loop(loop)
        return loop

    def set_event_loop(self, loop):
        """Give this thread a loop."""
        self._local.set = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(
                "loop must be an instance of AbstractEventLoop or None, "
                f"not '{type(loop).__name__}'"
            )
        self._local.loop = loop

    def new_event_loop(self):
        """A new loop."""
        from .base_events import EventLoop

        return EventLoop()


DefaultEventLoopPolicy = _Policy
_policy = None
_running = threading.local()


def get_event_loop_policy():
    """How loops are made."""
    global _policy
    if _policy is None:
        _policy = _Policy()
    return _policy


def set_event_loop_policy(policy):
    """Say how loops are made."""
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(
            "policy must be an instance of AbstractEventLoopPolicy or None, "
            f"not '{type(policy).__name__}'"
        )
    _policy = policy


def _get_running_loop():
    return getattr(_running, "loop", None)


def _set_running_loop(loop):
    _running.loop = loop


def get_running_loop():
    """The loop that runs in this thread; RuntimeError if none does."""
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def get_event_loop():
    """The loop that runs in this thread, or that it was given."""
    return _get_running_loop() or get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    """Give this thread a loop."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop."""
    return get_event_loop_policy().new_event_loop()
