"""Coroutines that take turns: an event loop, and what its tasks need.

| module | holds |
| --- | --- |
| events, base_events, runners | which loop runs; the loop; run() |
| futures, tasks, taskgroups, timeouts | futures and tasks |
| locks, queues, threads | what tasks wait for |
| transports, streams, subprocess | sockets, pipes, other programs |
"""

from .base_events import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .queues import *
from .runners import *
from .streams import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *
from .transports import *

__all__ = [name for name in dir() if not name.startswith("_")]


def __getattr__(name):
    if name in ("create_subprocess_exec", "create_subprocess_shell", "subprocess"):
        import asyncio.subprocess as module

        found = module if name == "subprocess" else getattr(module, name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
