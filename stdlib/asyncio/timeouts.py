"""Blocks of code that may take only so long."""

from . import events
from .exceptions import CancelledError

__all__ = ("Timeout", "timeout", "timeout_at")

_CREATED, _ENTERED, _EXPIRING, _EXPIRED, _EXITED = "created", "active", "expiring", "expired", "finished"


class Timeout:
    """Cancels the task that entered it, at a certain time, and raises TimeoutError then."""

    def __init__(self, when):
        self._state = _CREATED
        self._handler = None
        self._task = None
        self._when = when

    def when(self):
        """The time at which it ends; None if never."""
        return self._when

    def reschedule(self, when):
        """Set another time."""
        if self._state != _ENTERED:
            if self._state == _CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handler is not None:
            self._handler.cancel()
        if when is None:
            self._handler = None
            return
        loop = events.get_running_loop()
        if when <= loop.time():
            self._handler = loop.call_soon(self._on_timeout)
        else:
            self._handler = loop.call_at(when, self._on_timeout)

    def expired(self):
        """Whether the time has come while the block ran."""
        return self._state in (_EXPIRING, _EXPIRED)

    def __repr__(self):
        words = [self._state]
        if self._state == _ENTERED:
            words.append(f"when={None if self._when is None else round(self._when, 3)}")
        return f"<Timeout [{' '.join(words)}]>"

    async def __aenter__(self):
        from .tasks import current_task

        if self._state != _CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._handler is not None:
            self._handler.cancel()
            self._handler = None
        if self._state == _EXPIRING:
            self._state = _EXPIRED
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                if issubclass(exc_type, CancelledError):
                    # The cancellation was ours, and nobody else's.
                    raise TimeoutError from exc_val
        elif self._state == _ENTERED:
            self._state = _EXITED
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = _EXPIRING
        self._handler = None


def timeout(delay):
    """A block that may take so many seconds; None: as long as it likes."""
    return Timeout(events.get_running_loop().time() + delay if delay is not None else None)


def timeout_at(when):
    """A block that may run until a certain time of the loop's clock."""
    return Timeout(when)
