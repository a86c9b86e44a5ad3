"""Threads, and what they use to keep out of each other's way.

Left out: tracing and profiling (settrace and its relatives say so), and what CPython keeps for
its own start-up and for fork.
"""

import _thread
import sys as _sys
from _thread import (
    TIMEOUT_MAX,
    DeadlockError,
    RLock,
    get_ident,
    get_native_id,
    stack_size,
)
from _thread import _local as local
from _thread import lock as Lock
from time import monotonic as _time

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread",
    "TIMEOUT_MAX", "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier",
    "BrokenBarrierError", "Timer", "ThreadError", "setprofile", "settrace", "local", "stack_size",
    "excepthook", "ExceptHookArgs", "gettrace", "getprofile", "setprofile_all_threads",
    "settrace_all_threads", "get_native_id", "DeadlockError",
]

ThreadError = RuntimeError


def _describe(object):
    kind = type(object)
    return f"<{kind.__module__}.{kind.__qualname__} at {id(object):#x}: "


class Condition:
    """A lock together with waiting for something to become true.

    Who holds the lock can wait(), which gives the lock up meanwhile, or notify() others.
    """

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        kind = type(lock)
        # With a lock of this module, waiting is one step of the scheduler's.
        self._is_plain = kind is Lock or kind is RLock
        if kind is Lock:
            self._is_owned = lock.locked
        else:
            # A lock of the program's own may lack these three.
            for name in ("_release_save", "_acquire_restore", "_is_owned"):
                if hasattr(lock, name):
                    setattr(self, name, getattr(lock, name))
        self._waiters = _thread._Waiters()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        """Give the lock up, wait for a notify(), and take the lock again.

        False if the timeout, in seconds, passed first.
        """
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        if timeout is not None and not timeout > 0:
            timeout = 0
        if self._is_plain:
            try:
                return self._waiters.wait(self._lock, timeout)
            except BaseException:
                self._lock._take_back()
                raise
        waiter = self._waiters.enter()
        state = self._release_save()
        try:
            return waiter.wait(timeout)
        finally:
            self._acquire_restore(state)

    def wait_for(self, predicate, timeout=None):
        """Wait until the predicate is true; its last value."""
        if timeout is not None:
            end = _time() + timeout
        while not (result := predicate()):
            if timeout is None:
                self.wait()
                continue
            left = end - _time()
            if left <= 0:
                break
            self.wait(left)
        return result

    def notify(self, n=1):
        """Wake up to n waiting threads."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._waiters.notify(n)

    def notify_all(self):
        """Wake all waiting threads."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """An old name of notify_all()."""
        _deprecated("notifyAll()", "notify_all()")
        self.notify_all()


class Semaphore:
    """A counter that never goes below zero: acquire() takes one off, or waits until it can."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = _condition(Lock(), "a release() of the Semaphore")
        self._value = value

    def __repr__(self):
        return f"{_describe(self)}value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        """Take one off, waiting while the counter is zero; whether it was taken."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _time() + timeout
                    timeout = end - _time()
                    if timeout <= 0:
                        return False
                self._cond.wait(timeout)
            self._value -= 1
            return True

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, value, traceback):
        self.release()

    def release(self, n=1):
        """Add n, and wake as many waiting threads."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)


class BoundedSemaphore(Semaphore):
    """A Semaphore that cannot be released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return f"{_describe(self)}value={self._value}/{self._initial_value}>"

    def release(self, n=1):
        """Add n, and wake as many waiting threads."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond = _condition(Lock(), "the Event to be set")
        self._flag = False

    def __repr__(self):
        return f"{_describe(self)}{'set' if self._flag else 'unset'}>"

    def is_set(self):
        """Whether the flag is set."""
        return self._flag

    def isSet(self):
        """An old name of is_set()."""
        _deprecated("isSet()", "is_set()")
        return self.is_set()

    def set(self):
        """Set the flag: all that wait for it go on."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Take the flag down again."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Wait for the flag; whether it is set, or the timeout passed first."""
        with self._cond:
            if not self._flag:
                return self._cond.wait(timeout)
            return True


class BrokenBarrierError(RuntimeError):
    """A barrier was reset, broken off or timed out while threads waited at it."""


BrokenBarrierError.__module__ = "threading"


class Barrier:
    """A place where threads wait until a number of them have come."""

    # While a round fills, threads arrive; when it is full, they leave, before the next may begin.
    _FILLING, _LEAVING, _RESETTING, _BROKEN = range(4)

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = _condition(Lock(), "other threads to come to the Barrier")
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = self._FILLING
        self._count = 0

    def __repr__(self):
        if self.broken:
            return f"{_describe(self)}broken>"
        return f"{_describe(self)}waiters={self.n_waiting}/{self.parties}>"

    def wait(self, timeout=None):
        """Wait for the others; a number from 0 to parties - 1, another for each thread."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in (self._LEAVING, self._RESETTING):
                self._cond.wait()
            if self._state == self._BROKEN:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._open()
                else:
                    self._await(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (self._LEAVING, self._RESETTING):
                    self._state = self._FILLING
                    self._cond.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
        except:
            self._break()
            raise
        self._state = self._LEAVING
        self._cond.notify_all()

    def _await(self, timeout):
        if not self._cond.wait_for(lambda: self._state != self._FILLING, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state != self._LEAVING:
            raise BrokenBarrierError

    def _break(self):
        self._state = self._BROKEN
        self._cond.notify_all()

    def reset(self):
        """Start anew: threads that wait get BrokenBarrierError."""
        with self._cond:
            if self._count == 0:
                self._state = self._FILLING
            elif self._state in (self._FILLING, self._BROKEN):
                self._state = self._RESETTING
            self._cond.notify_all()

    def abort(self):
        """Break the barrier: who waits at it, now or later, gets BrokenBarrierError."""
        with self._cond:
            self._break()

    @property
    def parties(self):
        """How many threads it takes to go on."""
        return self._parties

    @property
    def n_waiting(self):
        """How many threads wait."""
        return self._count if self._state == self._FILLING else 0

    @property
    def broken(self):
        """Whether the barrier is broken."""
        return self._state == self._BROKEN


_names_given = 0


def _new_name(template):
    global _names_given
    _names_given += 1
    return template % _names_given


# Threads that have been started and have not ended, by identity.
_active = {}


class Thread:
    """A thread: what its target, or its run() method, does while the others go on."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is not None:
            name = str(name)
        else:
            name = _new_name("Thread-%d")
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._handle = None
        self._started = False
        self._initialized = True

    def __repr__(self):
        self._check("Thread.__init__() was not called")
        status = "initial"
        if self._started:
            status = "started" if self.is_alive() else "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def _check(self, message="Thread.__init__() not called"):
        if not self._initialized:
            raise RuntimeError(message)

    def start(self):
        """Begin: the new thread calls run()."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        try:
            handle = _thread._start(self._bootstrap, self._name, bool(self._daemonic))
        except:
            self._started = False
            raise
        self._handle = handle

    def run(self):
        """What the thread does: calls the target, unless a subclass says otherwise."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # The thread object may live on, and these need not.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._handle = _thread._this_handle()
        self._ident = ident = get_ident()
        self._native_id = get_native_id()
        _active[ident] = self
        try:
            self.run()
        except BaseException as error:
            _report(self, error)
        finally:
            _active.pop(ident, None)

    def join(self, timeout=None):
        """Wait for the thread's end, or until the timeout, in seconds, has passed."""
        self._check()
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self._ident == get_ident():
            raise RuntimeError("cannot join current thread")
        self._handle.join(timeout)

    def is_alive(self):
        """Whether the thread runs: it has been started and has not ended."""
        self._check()
        return self._started and self._handle is not None and not self._handle.is_done()

    @property
    def name(self):
        """The thread's name, which means nothing."""
        self._check()
        return self._name

    @name.setter
    def name(self, name):
        self._check()
        self._name = str(name)
        if self._handle is not None:
            self._handle.set_name(self._name)

    @property
    def ident(self):
        """The thread's identity, or None before its start."""
        self._check()
        return self._ident

    @property
    def native_id(self):
        """The number that the operating system would give the thread, or None before its start."""
        self._check()
        return self._native_id

    @property
    def daemon(self):
        """Whether the program may end while the thread runs."""
        self._check()
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check()
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        """An old name of the attribute daemon."""
        _deprecated("isDaemon()", "get the daemon attribute", method=False)
        return self.daemon

    def setDaemon(self, daemonic):
        """An old name of the attribute daemon."""
        _deprecated("setDaemon()", "set the daemon attribute", method=False)
        self.daemon = daemonic

    def getName(self):
        """An old name of the attribute name."""
        _deprecated("getName()", "get the name attribute", method=False)
        return self.name

    def setName(self, name):
        """An old name of the attribute name."""
        _deprecated("setName()", "set the name attribute", method=False)
        self.name = name


def _condition(lock, what):
    """A Condition, and what is waited for, as a report of a deadlock puts it."""
    condition = Condition(lock)
    condition._waiters = _thread._Waiters(what)
    return condition


def _deprecated(old, new, method=True):
    import warnings

    use = f"use {new} instead" if method else f"{new} instead"
    warnings.warn(f"{old} is deprecated, {use}", DeprecationWarning, stacklevel=3)


class ExceptHookArgs(tuple):
    """What excepthook() gets: exc_type, exc_value, exc_traceback, thread."""

    __slots__ = ()

    def __new__(cls, args):
        try:
            args = tuple(args)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if len(args) != 4:
            raise TypeError(
                f"_thread._ExceptHookArgs() takes a 4-sequence ({len(args)}-sequence given)"
            )
        return super().__new__(cls, args)

    exc_type = property(lambda self: self[0], doc="Exception type")
    exc_value = property(lambda self: self[1], doc="Exception value")
    exc_traceback = property(lambda self: self[2], doc="Exception traceback")
    thread = property(lambda self: self[3], doc="Thread")

    def __repr__(self):
        return (
            f"_thread._ExceptHookArgs(exc_type={self[0]!r}, exc_value={self[1]!r}, "
            f"exc_traceback={self[2]!r}, thread={self[3]!r})"
        )


ExceptHookArgs.__name__ = ExceptHookArgs.__qualname__ = "_ExceptHookArgs"
ExceptHookArgs.__module__ = "_thread"


def excepthook(args, /):
    """Report an exception that ended a thread; SystemExit is none."""
    if not isinstance(args, ExceptHookArgs):
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    if args.exc_type is SystemExit or _sys.stderr is None:
        return
    name = get_ident() if args.thread is None else args.thread._name
    report = _thread._format_exception(args.exc_value)
    _sys.stderr.write(f"Exception in thread {name}:\n{report}")
    _sys.stderr.flush()


__excepthook__ = excepthook


def _report(thread, error):
    hook = excepthook
    if hook is None:
        hook = __excepthook__
    try:
        hook(ExceptHookArgs((type(error), error, error.__traceback__, thread)))
    except BaseException as failure:
        if _sys.stderr is not None:
            report = _thread._format_exception(failure)
            _sys.stderr.write(f"Exception in threading.excepthook:\n{report}")


class Timer(Thread):
    """A thread that calls a function after some seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Call the function no more."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread of the main program."""

    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._adopt(_thread._main_handle())
        self._native_id = get_native_id() - get_ident() + self._ident

    def _adopt(self, handle):
        self._handle = handle
        self._ident = handle.ident
        self._started = True
        _active[handle.ident] = self


class _DummyThread(_MainThread):
    """A thread that was started without this module."""

    def __init__(self):
        Thread.__init__(self, name=_new_name("Dummy-%d"), daemon=True)
        self._adopt(_thread._this_handle())
        self._native_id = get_native_id()

    def is_alive(self):
        if self._handle.is_done():
            _active.pop(self._ident, None)
            return False
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


def current_thread():
    """The Thread object of the running thread."""
    thread = _active.get(get_ident())
    return _DummyThread() if thread is None else thread


def currentThread():
    """An old name of current_thread()."""
    _deprecated("currentThread()", "current_thread()")
    return current_thread()


def enumerate():
    """The threads that have been started and have not ended."""
    return list(_active.values())


def active_count():
    """How many threads there are."""
    return len(_active)


def activeCount():
    """An old name of active_count()."""
    _deprecated("activeCount()", "active_count()")
    return active_count()


def main_thread():
    """The Thread object of the main program."""
    return _main_thread


def _unsupported(name):
    def function(func):
        raise NotImplementedError(f"threading.{name}() is not supported: threads are not traced")

    function.__name__ = function.__qualname__ = name
    return function


settrace = _unsupported("settrace")
setprofile = _unsupported("setprofile")
settrace_all_threads = _unsupported("settrace_all_threads")
setprofile_all_threads = _unsupported("setprofile_all_threads")


def gettrace():
    """The trace function of new threads: there is none."""


def getprofile():
    """The profile function of new threads: there is none."""


_at_exit = []


def _register_atexit(function, /, *args, **kwargs):
    """Have a function called when the main program is over, before its threads are joined."""
    _at_exit.append(lambda: function(*args, **kwargs))


def _shutdown():
    """The main program is over: the interpreter calls this."""
    while _at_exit:
        _at_exit.pop()()
    _thread._shutdown()


# The first Thread object asks nobody whether it is a daemon's child: it is told.
_main_thread = _MainThread()
