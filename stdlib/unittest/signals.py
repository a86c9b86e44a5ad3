"""Ctrl-C while tests run: the first ends the run after the present test."""

import weakref

__unittest = True

_results = weakref.WeakKeyDictionary()
_handler = None


class _Handler:
    def __init__(self, default):
        self.called = False
        self.default = default

    def __call__(self, signum, frame):
        import signal
        installed = signal.getsignal(signal.SIGINT)
        if installed is not self or self.called:
            self.default(signum, frame)
        self.called = True
        for result in list(_results):
            result.stop()


def registerResult(result):
    """Have a result stopped by Ctrl-C."""
    _results[result] = 1


def removeResult(result):
    """No longer; whether it was registered."""
    return bool(_results.pop(result, None))


def installHandler():
    """Take over Ctrl-C."""
    global _handler
    if _handler is None:
        import signal
        _handler = _Handler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _handler)


def removeHandler(method=None):
    """Give Ctrl-C back; as a decorator, while a function runs."""
    global _handler
    if method is not None:
        import functools

        @functools.wraps(method)
        def inner(*args, **kwargs):
            import signal
            before = signal.getsignal(signal.SIGINT)
            removeHandler()
            try:
                return method(*args, **kwargs)
            finally:
                signal.signal(signal.SIGINT, before)

        return inner
    if _handler is not None:
        import signal
        signal.signal(signal.SIGINT, _handler.default)
        _handler = None
