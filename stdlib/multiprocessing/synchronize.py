"""What processes wait for: locks, semaphores, conditions, events, barriers.

Each is made of counters that the kernel keeps (`_multiprocessing`): a descriptor that new
processes inherit, and that needs no cleaning up.
"""

import os
import struct
import threading

import _multiprocessing

from . import context, process, reduction, util

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier"]

SEM_VALUE_MAX = 2**31 - 1


class SemLock:
    """A counter: taking waits while it is 0."""

    _is_recursive = False

    def __init__(self, value, maxvalue, *, ctx=None):
        self._fd = _multiprocessing.counter(value)
        self._maxvalue = maxvalue
        self._reset()
        self._finalizer = util.Finalize(self, os.close, (self._fd,))

    def _reset(self):
        # Which thread of which process has it, and how often.
        self._owner = None
        self._depth = 0
        util.register_after_fork(self, SemLock._forget_owner)

    def _forget_owner(self):
        self._owner = None
        self._depth = 0

    def __getstate__(self):
        context.assert_spawning(self)
        return (reduction.DupFd(self._fd), self._maxvalue)

    def __setstate__(self, state):
        handle, self._maxvalue = state
        self._fd = handle.detach()
        self._reset()
        self._finalizer = util.Finalize(self, os.close, (self._fd,))

    def _is_mine(self):
        return self._owner == threading.get_ident()

    def _get_value(self):
        return _multiprocessing.count(self._fd)

    def acquire(self, block=True, timeout=None):
        """Take it, waiting for as long as needed or allowed; whether it was taken."""
        if self._is_recursive and self._owner == threading.get_ident():
            self._depth += 1
            return True
        if not _multiprocessing.take(self._fd, block, timeout):
            return False
        self._owner = threading.get_ident()
        self._depth += 1
        return True

    def release(self):
        """Give it back."""
        if self._is_recursive:
            if self._owner != threading.get_ident():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._depth > 1:
                self._depth -= 1
                return
            self._owner = None
        elif (
            self._maxvalue < SEM_VALUE_MAX
            # What this process has taken was not at its most; the question is dear.
            and self._depth <= 0
            and self._get_value() >= self._maxvalue
        ):
            raise ValueError("semaphore or lock released too many times")
        self._depth -= 1
        if self._depth == 0:
            self._owner = None
        _multiprocessing.give(self._fd)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def _owner_name(self):
        if self._is_mine():
            name = process.current_process().name
            if threading.current_thread().name != "MainThread":
                name += "|" + threading.current_thread().name
            return name
        if self._get_value() == self._maxvalue:
            return "None"
        return "SomeOtherThread" if self._depth > 0 else "SomeOtherProcess"


class Semaphore(SemLock):
    """A counter that waits at 0."""

    def __init__(self, value=1, *, ctx=None):
        SemLock.__init__(self, value, SEM_VALUE_MAX)

    def get_value(self):
        """What the counter stands at."""
        return self._get_value()

    def __repr__(self):
        return f"<{type(self).__name__}(value={self._get_value()})>"


class BoundedSemaphore(Semaphore):
    """A counter that waits at 0, and goes no higher than at the start."""

    def __init__(self, value=1, *, ctx=None):
        SemLock.__init__(self, value, value)

    def __repr__(self):
        return f"<{type(self).__name__}(value={self._get_value()}, maxvalue={self._maxvalue})>"


class Lock(SemLock):
    """A lock: one thread of one process at a time has it."""

    def __init__(self, *, ctx=None):
        SemLock.__init__(self, 1, 1)

    def __repr__(self):
        return f"<{type(self).__name__}(owner={self._owner_name()})>"


class RLock(SemLock):
    """A lock that its owner may take again."""

    _is_recursive = True

    def __init__(self, *, ctx=None):
        SemLock.__init__(self, 1, 1)

    def __repr__(self):
        name = self._owner_name()
        count = self._depth if self._is_mine() else 0 if name == "None" else "nonzero"
        return f"<{type(self).__name__}({name}, {count})>"


class Condition:
    """A lock, and the wait for what happens under it."""

    def __init__(self, lock=None, *, ctx=None):
        self._lock = lock or RLock()
        # How many sleep, how many have woken up since, and what they wait for.
        self._sleeping = Semaphore(0)
        self._woken = Semaphore(0)
        self._gate = Semaphore(0)
        self._bind()

    def _bind(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._lock, self._sleeping, self._woken, self._gate)

    def __setstate__(self, state):
        self._lock, self._sleeping, self._woken, self._gate = state
        self._bind()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        try:
            waiters = str(self._sleeping._get_value() - self._woken._get_value())
        except OSError:
            waiters = "unknown"
        return f"<{type(self).__name__}({self._lock}, {waiters})>"

    def wait(self, timeout=None):
        """Release the lock, wait for a notification, take the lock; whether one came in time."""
        assert self._lock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping.release()
        depth = self._lock._depth
        for _ in range(depth):
            self._lock.release()
        try:
            return self._gate.acquire(True, timeout)
        finally:
            self._woken.release()
            for _ in range(depth):
                self._lock.acquire()

    def notify(self, n=1):
        """Wake some of those that wait."""
        assert self._lock._is_mine(), "lock is not owned"
        # Those whose timeouts have passed sleep no more.
        while self._woken.acquire(False):
            self._sleeping.acquire(False)
        count = 0
        while count < n and self._sleeping.acquire(False):
            self._gate.release()
            count += 1
        if count:
            for _ in range(count):
                self._woken.acquire()
            while self._gate.acquire(False):
                pass

    def notify_all(self):
        """Wake all that wait."""
        self.notify(SEM_VALUE_MAX)

    def wait_for(self, predicate, timeout=None):
        """Wait until a predicate is true; its last result."""
        import time

        end = None if timeout is None else time.monotonic() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result


class Event:
    """A flag that processes wait for."""

    def __init__(self, *, ctx=None):
        self._cond = Condition(Lock())
        self._flag = Semaphore(0)

    def is_set(self):
        """Whether the flag is set."""
        with self._cond:
            return self._flag.get_value() > 0

    def set(self):
        """Set the flag: all that wait for it go on."""
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        """Take the flag down."""
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        """Wait for the flag; whether it is set."""
        with self._cond:
            if self._flag.get_value() == 0:
                self._cond.wait(timeout)
            return self._flag.get_value() > 0

    def __repr__(self):
        status = "set" if self.is_set() else "unset"
        return f"<{type(self).__qualname__} at {status}>"


class Barrier(threading.Barrier):
    """A place where processes wait until a number of them have come."""

    def __init__(self, parties, action=None, timeout=None, *, ctx=None):
        self._memory = _SharedPair()
        super().__init__(parties, action, timeout)
        self._cond = Condition()

    @property
    def _state(self):
        return self._memory.get(0)

    @_state.setter
    def _state(self, value):
        self._memory.set(0, value)

    @property
    def _count(self):
        return self._memory.get(1)

    @_count.setter
    def _count(self, value):
        self._memory.set(1, value)

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._memory, self._cond, self._action, self._timeout, self._parties)

    def __setstate__(self, state):
        self._memory, self._cond, self._action, self._timeout, self._parties = state


class _SharedPair:
    """Two numbers that processes share."""

    def __init__(self):
        self._open(_multiprocessing.memory(16))

    def _open(self, fd):
        self._fd = fd
        self._finalizer = util.Finalize(self, os.close, (fd,))

    def get(self, at):
        return struct.unpack("q", os.pread(self._fd, 8, 8 * at))[0]

    def set(self, at, value):
        os.pwrite(self._fd, struct.pack("q", value), 8 * at)

    def __getstate__(self):
        context.assert_spawning(self)
        return reduction.DupFd(self._fd)

    def __setstate__(self, handle):
        self._open(handle.detach())
