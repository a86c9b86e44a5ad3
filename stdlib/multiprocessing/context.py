"""Contexts: the ways to start processes, each with all that belongs to it.

"fork" copies the running program; "spawn" starts biji anew and hands the target over. The
"forkserver" of CPython is served by "spawn" too: what a program sees of both is the same.
"""

import os
import sys
import threading

from . import process


class ProcessError(Exception):
    """Something about processes went wrong."""


class BufferTooShort(ProcessError):
    """A message does not fit into the buffer; it is the exception's argument."""


class TimeoutError(ProcessError):
    """A timeout has passed."""


class AuthenticationError(ProcessError):
    """The other end of a connection has another key."""


class BaseContext:
    """One way to start processes."""

    ProcessError = ProcessError
    BufferTooShort = BufferTooShort
    TimeoutError = TimeoutError
    AuthenticationError = AuthenticationError

    current_process = staticmethod(process.current_process)
    parent_process = staticmethod(process.parent_process)
    active_children = staticmethod(process.active_children)

    def cpu_count(self):
        """How many processors the machine has."""
        count = os.cpu_count()
        if count is None:
            raise NotImplementedError("cannot determine number of cpus")
        return count

    def Manager(self):
        """A started manager of shared objects."""
        from .managers import SyncManager

        manager = SyncManager(ctx=self.get_context())
        manager.start()
        return manager

    def Pipe(self, duplex=True):
        """Two connected Connection objects."""
        from .connection import Pipe

        return Pipe(duplex)

    def Lock(self):
        """A lock that processes share."""
        from .synchronize import Lock

        return Lock(ctx=self.get_context())

    def RLock(self):
        """A lock that processes share, and whose owner may take it again."""
        from .synchronize import RLock

        return RLock(ctx=self.get_context())

    def Condition(self, lock=None):
        """A condition that processes share."""
        from .synchronize import Condition

        return Condition(lock, ctx=self.get_context())

    def Semaphore(self, value=1):
        """A semaphore that processes share."""
        from .synchronize import Semaphore

        return Semaphore(value, ctx=self.get_context())

    def BoundedSemaphore(self, value=1):
        """A semaphore that processes share, with an upper limit."""
        from .synchronize import BoundedSemaphore

        return BoundedSemaphore(value, ctx=self.get_context())

    def Event(self):
        """An event that processes share."""
        from .synchronize import Event

        return Event(ctx=self.get_context())

    def Barrier(self, parties, action=None, timeout=None):
        """A barrier that processes share."""
        from .synchronize import Barrier

        return Barrier(parties, action, timeout, ctx=self.get_context())

    def Queue(self, maxsize=0):
        """A queue that processes share."""
        from .queues import Queue

        return Queue(maxsize, ctx=self.get_context())

    def JoinableQueue(self, maxsize=0):
        """A queue that processes share, and that can be waited for."""
        from .queues import JoinableQueue

        return JoinableQueue(maxsize, ctx=self.get_context())

    def SimpleQueue(self):
        """A plain queue that processes share."""
        from .queues import SimpleQueue

        return SimpleQueue(ctx=self.get_context())

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """A pool of worker processes."""
        from .pool import Pool

        return Pool(processes, initializer, initargs, maxtasksperchild, context=self.get_context())

    def RawValue(self, typecode_or_type, *args):
        """A number in shared memory."""
        from .sharedctypes import RawValue

        return RawValue(typecode_or_type, *args)

    def RawArray(self, typecode_or_type, size_or_initializer):
        """Numbers in shared memory."""
        from .sharedctypes import RawArray

        return RawArray(typecode_or_type, size_or_initializer)

    def Value(self, typecode_or_type, *args, lock=True):
        """A number in shared memory, with a lock."""
        from .sharedctypes import Value

        return Value(typecode_or_type, *args, lock=lock, ctx=self.get_context())

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        """Numbers in shared memory, with a lock."""
        from .sharedctypes import Array

        return Array(typecode_or_type, size_or_initializer, lock=lock, ctx=self.get_context())

    def freeze_support(self):
        """For programs made into Windows executables: does nothing here."""

    def get_logger(self):
        """The logger of multiprocessing."""
        from .util import get_logger

        return get_logger()

    def log_to_stderr(self, level=None):
        """Have the logger write to stderr."""
        from .util import log_to_stderr

        return log_to_stderr(level)

    def allow_connection_pickling(self):
        """Connections can always be handed to new processes."""

    def set_executable(self, executable):
        """The program that "spawn" starts."""
        from . import spawn

        spawn.set_executable(executable)

    def set_forkserver_preload(self, module_names):
        """Modules that a fork server would import in advance: there is none."""

    def get_context(self, method=None):
        """The context of a way to start processes."""
        if method is None:
            return self
        try:
            return _contexts[method]
        except KeyError:
            raise ValueError(f"cannot find context for {method!r}") from None

    def get_start_method(self, allow_none=False):
        """The name of the way in which processes are started."""
        return self._name

    def set_start_method(self, method, force=False):
        """Set the way in which processes are started."""
        raise ValueError("cannot set start method of concrete context")

    @property
    def reducer(self):
        """What pickles objects for other processes."""
        from . import reduction

        return reduction


class Process(process.BaseProcess):
    """A process that is started in the program's default way."""

    _start_method = None

    @staticmethod
    def _Popen(process_obj):
        return _default_context.get_context().Process._Popen(process_obj)


class DefaultContext(BaseContext):
    """The context that the module's own functions belong to."""

    Process = Process

    def __init__(self, context):
        self._default_context = context
        self._actual_context = None

    def get_context(self, method=None):
        if method is None:
            if self._actual_context is None:
                self._actual_context = self._default_context
            return self._actual_context
        return super().get_context(method)

    def set_start_method(self, method, force=False):
        if self._actual_context is not None and not force:
            raise RuntimeError("context has already been set")
        if method is None and force:
            self._actual_context = None
            return
        self._actual_context = self.get_context(method)

    def get_start_method(self, allow_none=False):
        if self._actual_context is None:
            if allow_none:
                return None
            self._actual_context = self._default_context
        return self._actual_context._name

    def get_all_start_methods(self):
        """The ways in which processes can be started, the default first."""
        return ["fork", "spawn", "forkserver"]


class ForkProcess(process.BaseProcess):
    """A process that is a copy of this one."""

    _start_method = "fork"

    @staticmethod
    def _Popen(process_obj):
        from .popen_fork import Popen

        return Popen(process_obj)


class SpawnProcess(process.BaseProcess):
    """A process that begins anew."""

    _start_method = "spawn"

    @staticmethod
    def _Popen(process_obj):
        from .popen_spawn_posix import Popen

        return Popen(process_obj)


class ForkServerProcess(SpawnProcess):
    """A process that begins anew."""

    _start_method = "forkserver"


class ForkContext(BaseContext):
    """The context of fork."""

    _name = "fork"
    Process = ForkProcess


class SpawnContext(BaseContext):
    """The context of spawn."""

    _name = "spawn"
    Process = SpawnProcess


class ForkServerContext(BaseContext):
    """The context of forkserver."""

    _name = "forkserver"
    Process = ForkServerProcess


_contexts = {"fork": ForkContext(), "spawn": SpawnContext(), "forkserver": ForkServerContext()}
_default_context = DefaultContext(_contexts["fork"])


def _force_start_method(method):
    _default_context._actual_context = _contexts[method]


# The process that is being handed over, while it is pickled.
_spawning = threading.local()


def get_spawning_popen():
    """The start that is being made; None at other times."""
    return getattr(_spawning, "popen", None)


def set_spawning_popen(popen):
    """Say which start is being made."""
    _spawning.popen = popen


def assert_spawning(obj):
    """Raise RuntimeError unless a process is being started."""
    if get_spawning_popen() is None:
        raise RuntimeError(
            f"{type(obj).__name__} objects should only be shared between processes through inheritance"
        )
