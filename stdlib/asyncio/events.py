"""Which event loop runs, and the calls that it makes later."""

import threading

from _asyncio import (
    Handle, TimerHandle, _get_running_loop, _set_running_loop, get_running_loop,
)

__all__ = (
    "AbstractEventLoop", "AbstractEventLoopPolicy", "AbstractServer", "DefaultEventLoopPolicy",
    "Handle", "TimerHandle", "get_event_loop", "get_event_loop_policy", "get_running_loop",
    "new_event_loop", "set_event_loop", "set_event_loop_policy", "_get_running_loop",
    "_set_running_loop",
)


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


def get_event_loop():
    """The loop that runs in this thread, or that it was given."""
    return _get_running_loop() or get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    """Give this thread a loop."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop."""
    return get_event_loop_policy().new_event_loop()
