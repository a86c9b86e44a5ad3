"""Signals: what happens when they come, and sending them.

The native part is `_signal`. Missing: sigwaitinfo(), and what sigtimedwait() tells besides the
signal's number.
"""

import _signal
from _signal import *
from _signal import NSIG, ItimerError
from enum import IntEnum as _IntEnum

_NUMBERS = dict(
    SIGHUP=1, SIGINT=2, SIGQUIT=3, SIGILL=4, SIGTRAP=5, SIGABRT=6, SIGBUS=7, SIGFPE=8, SIGKILL=9,
    SIGUSR1=10, SIGSEGV=11, SIGUSR2=12, SIGPIPE=13, SIGALRM=14, SIGTERM=15, SIGSTKFLT=16,
    SIGCHLD=17, SIGCONT=18, SIGSTOP=19, SIGTSTP=20, SIGTTIN=21, SIGTTOU=22, SIGURG=23, SIGXCPU=24,
    SIGXFSZ=25, SIGVTALRM=26, SIGPROF=27, SIGWINCH=28, SIGIO=29, SIGPWR=30, SIGSYS=31,
    SIGRTMIN=34, SIGRTMAX=64, SIGIOT=6, SIGCLD=17, SIGPOLL=29,
)

Signals = _IntEnum("Signals", _NUMBERS, module="signal")
Handlers = _IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module="signal")
Sigmasks = _IntEnum("Sigmasks", {"SIG_BLOCK": 0, "SIG_UNBLOCK": 1, "SIG_SETMASK": 2}, module="signal")

for _names in (Signals, Handlers, Sigmasks):
    globals().update(_names.__members__)
del _names

ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = range(3)


def _member(value, kind):
    try:
        return kind(value)
    except (ValueError, TypeError):
        return value


def _plain(value):
    return int(value) if isinstance(value, _IntEnum) else value


def signal(signalnum, handler):
    """Set what happens on a signal: SIG_DFL, SIG_IGN or a callable; what it was before."""
    return _member(_signal.signal(_plain(signalnum), _plain(handler)), Handlers)


def getsignal(signalnum):
    """What happens on a signal: SIG_DFL, SIG_IGN or a callable."""
    return _member(_signal.getsignal(_plain(signalnum)), Handlers)


def pthread_sigmask(how, mask):
    """Block or unblock signals; those that were blocked before."""
    return {_member(n, Signals) for n in _signal.pthread_sigmask(_plain(how), mask)}


def sigpending():
    """The signals that have come and are blocked."""
    return {_member(n, Signals) for n in _signal.sigpending()}


def sigwait(sigset):
    """Wait for one of the signals; which it was."""
    return _member(_signal.sigwait(sigset), Signals)


class struct_siginfo(tuple):
    """What sigtimedwait() gives: si_signo only."""

    si_signo = property(lambda self: self[0])


def sigtimedwait(sigset, timeout):
    """Wait for one of the signals for some seconds; None when they have passed."""
    if timeout < 0:
        raise ValueError("timeout must be non-negative")
    number = _signal._sigtimedwait(sigset, timeout)
    return None if number is None else struct_siginfo((number,))


def valid_signals():
    """The signals that there are."""
    return {_member(n, Signals) for n in _signal.valid_signals()}
