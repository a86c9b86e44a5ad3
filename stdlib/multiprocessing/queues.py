"""Queues that processes share."""

import collections
import os
import sys
import threading
import time
from queue import Empty, Full

import _multiprocessing

from . import connection, context, util
from .reduction import ForkingPickler
from .synchronize import SEM_VALUE_MAX, BoundedSemaphore, Condition, Lock, Semaphore

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]


class Queue:
    """A queue: what is put in at one end, in any process, comes out at the other."""

    def __init__(self, maxsize=0, *, ctx=None):
        if maxsize <= 0:
            maxsize = SEM_VALUE_MAX
        self._maxsize = maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = Lock()
        self._wlock = Lock()
        self._sem = BoundedSemaphore(maxsize)
        self._opid = os.getpid()
        self._ignore_epipe = False
        self._reset()
        util.register_after_fork(self, Queue._reset)

    def __getstate__(self):
        context.assert_spawning(self)
        return (
            self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock,
            self._wlock, self._sem, self._opid,
        )

    def __setstate__(self, state):
        (
            self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock,
            self._wlock, self._sem, self._opid,
        ) = state
        self._reset()

    def _reset(self):
        # What waits for the pipe to have room; a thread of each process sees to it.
        self._buffer = collections.deque()
        self._notempty = threading._condition(threading.Lock(), "an item for the pipe")
        self._thread = None
        self._join_cancelled = False
        self._closed = False
        self._close = None

    def _check_open(self):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")

    def put(self, obj, block=True, timeout=None):
        """Put an object in, waiting for room if there must be."""
        self._check_open()
        if not self._sem.acquire(block, timeout):
            raise Full
        self._enter(obj)

    def _enter(self, obj):
        with self._notempty:
            if not self._buffer and self._offer(obj):
                return
            self._buffer.append(obj)
            if self._thread is None:
                self._start_thread()
            self._notempty.notify()

    def _offer(self, obj):
        """Write an object right now, if it is short and nobody is in the way."""
        if self._thread is not None and self._sending:
            return False
        if not self._wlock.acquire(False):
            return False
        try:
            data = ForkingPickler.dumps(obj)
            return _multiprocessing.offer_message(self._writer.fileno(), data)
        except Exception:
            # The thread will meet the same error, and report it.
            return False
        finally:
            self._wlock.release()

    def get(self, block=True, timeout=None):
        """Take the oldest object out, waiting for one if there must be."""
        self._check_open()
        if block and timeout is None:
            data = _multiprocessing.get(self._rlock._fd, self._reader.fileno())
            self._sem.release()
        else:
            end = time.monotonic() + timeout if block else 0
            if not self._rlock.acquire(block, timeout if block else None):
                raise Empty
            try:
                if block:
                    if not self._reader.poll(max(0, end - time.monotonic())):
                        raise Empty
                elif not self._reader.poll():
                    raise Empty
                data = self._reader.recv_bytes()
                self._sem.release()
            finally:
                self._rlock.release()
        return ForkingPickler.loads(data)

    def qsize(self):
        """How many objects there are, more or less."""
        return self._maxsize - self._sem.get_value()

    def empty(self):
        """Whether nothing could be taken out just now."""
        return not self._reader.poll()

    def full(self):
        """Whether there is no room just now."""
        return self._sem.get_value() == 0

    def get_nowait(self):
        """Take an object out, or raise Empty."""
        return self.get(False)

    def put_nowait(self, obj):
        """Put an object in, or raise Full."""
        return self.put(obj, False)

    def close(self):
        """This process puts nothing more in."""
        self._closed = True
        close, self._close = self._close, None
        if close:
            close()
        elif self._thread is None:
            self._reader.close()

    def join_thread(self):
        """Wait until all that was put in has gone into the pipe."""
        assert self._closed, f"Queue {self!r} not closed"
        if self._thread is not None and not self._join_cancelled:
            self._thread.join()

    def cancel_join_thread(self):
        """Do not wait for it at the end of the process."""
        self._join_cancelled = True

    _sending = False

    def _start_thread(self):
        self._thread = threading.Thread(target=self._feed, name="QueueFeederThread", daemon=True)
        self._thread.start()
        self._close = util.Finalize(self, Queue._finish, (self._buffer, self._notempty), exitpriority=10)
        util.Finalize(None, self._join_at_exit, exitpriority=-5)

    def _join_at_exit(self):
        if not self._join_cancelled and self._thread is not None:
            self._thread.join()

    @staticmethod
    def _finish(buffer, notempty):
        with notempty:
            buffer.append(_sentinel)
            notempty.notify()

    def _feed(self):
        buffer, notempty = self._buffer, self._notempty
        while True:
            with notempty:
                self._sending = False
                while not buffer:
                    notempty.wait()
                self._sending = True
                obj = buffer.popleft()
            if obj is _sentinel:
                self._reader.close()
                self._writer.close()
                return
            try:
                data = ForkingPickler.dumps(obj)
                with self._wlock:
                    self._writer.send_bytes(data)
            except Exception as error:
                if self._ignore_epipe and getattr(error, "errno", 0) == 32:
                    return
                self._sem.release()
                self._on_queue_feeder_error(error, obj)

    @staticmethod
    def _on_queue_feeder_error(error, obj):
        import _thread

        sys.stderr.write(_thread._format_exception(error))

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


_sentinel = object()


class JoinableQueue(Queue):
    """A queue that can be waited for until all that was put in has been dealt with."""

    def __init__(self, maxsize=0, *, ctx=None):
        Queue.__init__(self, maxsize)
        self._unfinished_tasks = Semaphore(0)
        self._cond = Condition()

    def __getstate__(self):
        return Queue.__getstate__(self) + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        Queue.__setstate__(self, state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        """Put an object in, waiting for room if there must be."""
        self._check_open()
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._cond:
            self._unfinished_tasks.release()
            self._enter(obj)

    def task_done(self):
        """Say that an object that was taken out has been dealt with."""
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError("task_done() called too many times")
            if self._unfinished_tasks.get_value() == 0:
                self._cond.notify_all()

    def join(self):
        """Wait until all objects have been dealt with."""
        with self._cond:
            if self._unfinished_tasks.get_value() != 0:
                self._cond.wait()


class SimpleQueue:
    """A pipe with locks at both ends."""

    def __init__(self, *, ctx=None):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = Lock()
        self._wlock = Lock()

    def close(self):
        """Close both ends."""
        self._reader.close()
        self._writer.close()

    def empty(self):
        """Whether nothing could be taken out just now."""
        return not self._reader.poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._reader, self._writer, self._rlock, self._wlock)

    def __setstate__(self, state):
        self._reader, self._writer, self._rlock, self._wlock = state

    def get(self):
        """Take the oldest object out, waiting for one."""
        return ForkingPickler.loads(_multiprocessing.get(self._rlock._fd, self._reader.fileno()))

    def put(self, obj):
        """Put an object in."""
        data = ForkingPickler.dumps(obj)
        _multiprocessing.put(self._wlock._fd, self._writer.fileno(), data)

    __class_getitem__ = classmethod(Queue.__class_getitem__.__func__)
