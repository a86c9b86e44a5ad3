"""Processes beside this one, and what they share.

| module | holds |
| --- | --- |
| process, context | Process, and the ways to start one |
| popen_fork, popen_spawn_posix, spawn | the start itself |
| connection, reduction | messages |
| synchronize, queues, sharedctypes, shared_memory | what processes share |
| pool, managers, dummy | workers; objects in servers; the same with threads |
"""

from . import context

__all__ = [name for name in dir(context._default_context) if not name.startswith("_")]
globals().update((name, getattr(context._default_context, name)) for name in __all__)

SUBDEBUG = 5
SUBWARNING = 25
