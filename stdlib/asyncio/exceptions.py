"""The exceptions of asyncio."""

__all__ = (
    "BrokenBarrierError", "CancelledError", "IncompleteReadError", "InvalidStateError",
    "LimitOverrunError", "QueueEmpty", "QueueFull", "QueueShutDown", "SendfileNotAvailableError",
    "TimeoutError",
)


class CancelledError(BaseException):
    """The task or future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Exception):
    """The future is in no state for that."""


class SendfileNotAvailableError(RuntimeError):
    """The system cannot send that file."""


class IncompleteReadError(EOFError):
    """The stream ended early: `partial` is what came, `expected` how much was wanted."""

    def __init__(self, partial, expected):
        wanted = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {wanted} expected bytes")
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The separator did not come within the limit."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class BrokenBarrierError(RuntimeError):
    """A barrier was reset or broken off while tasks waited at it."""


class QueueEmpty(Exception):
    """get_nowait() of an empty queue."""


class QueueFull(Exception):
    """put_nowait() to a full queue."""


class QueueShutDown(Exception):
    """The queue takes no more items."""


for _name in __all__:
    if globals()[_name] is not TimeoutError:
        globals()[_name].__module__ = (
            "asyncio.queues" if _name.startswith("Queue") else "asyncio.exceptions"
        )
