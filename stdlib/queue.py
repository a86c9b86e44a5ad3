"""Queues between threads: first in, first out; last in, first out; smallest first."""

import threading
from _queue import Empty, SimpleQueue, _Tally
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time

__all__ = [
    "Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue",
]


class Full(Exception):
    """There is no room in the queue."""


class ShutDown(Exception):
    """The queue is shut down."""


_tally_empty = object()


class Queue:
    """A queue in which each item that is put in first is got out first.

    With a maxsize of more than 0, put() waits while there are that many items. Subclasses say how
    items are kept, by _init(), _qsize(), _put() and _get(), which are called with the lock held.
    """

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        # One lock for all, and three things to wait for.
        self.mutex = threading.Lock()
        self.not_empty = threading._condition(self.mutex, "an item in the Queue")
        self.not_full = threading._condition(self.mutex, "room in the Queue")
        self.all_tasks_done = threading._condition(self.mutex, "a task_done() for each item")
        self._getters = self.not_empty._waiters
        self._putters = self.not_full._waiters
        self._tally = _Tally()
        # No subclass has a say in how items are kept.
        kind = type(self)
        self._is_plain = (
            kind._put is Queue._put and kind._get is Queue._get and kind._qsize is Queue._qsize
        )
        self.is_shutdown = False

    @property
    def unfinished_tasks(self):
        """How many items have been put in, and not been dealt with."""
        return self._tally.unfinished

    @unfinished_tasks.setter
    def unfinished_tasks(self, count):
        self._tally.unfinished = count

    __class_getitem__ = classmethod(type(list[int]))

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def qsize(self):
        """About how many items there are: another thread may change it at once."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether there is no item, for the moment."""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Whether there is no room, for the moment."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Put an item in, waiting for room; Full if there is none in time."""
        if self._is_plain and not self.is_shutdown and self._tally.put(
            self.mutex, self.queue, self._getters, self.maxsize, item
        ):
            return
        with self.mutex:
            if self.is_shutdown:
                raise ShutDown
            if 0 < self.maxsize <= self._qsize():
                self._await_room(block, timeout)
            self._put(item)
            self.unfinished_tasks += 1
            # What the Condition's notify() does, for a lock that is known to be held.
            self._getters.notify(1)

    def _await_room(self, block, timeout):
        if not block:
            raise Full
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else time() + timeout
        while self._qsize() >= self.maxsize:
            if end is not None:
                timeout = end - time()
                if timeout <= 0:
                    raise Full
            self.not_full.wait(timeout)
            if self.is_shutdown:
                raise ShutDown

    def get(self, block=True, timeout=None):
        """Get an item out, waiting for one; Empty if there is none in time."""
        if self._is_plain and timeout is None:
            item = self._tally.get(self.mutex, self.queue, self._putters, _tally_empty)
            if item is not _tally_empty:
                return item
        with self.mutex:
            if not self._qsize() or timeout is not None:
                self._await_item(block, timeout)
            item = self._get()
            self._putters.notify(1)
            return item

    def _await_item(self, block, timeout):
        if self.is_shutdown and not self._qsize():
            raise ShutDown
        if not block:
            if not self._qsize():
                raise Empty
            return
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else time() + timeout
        while not self._qsize():
            if end is not None:
                timeout = end - time()
                if timeout <= 0:
                    raise Empty
            self.not_empty.wait(timeout)
            if self.is_shutdown and not self._qsize():
                raise ShutDown

    def put_nowait(self, item):
        """Put an item in; Full if there is no room."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Get an item out; Empty if there is none."""
        return self.get(block=False)

    def task_done(self):
        """Say that the work on an item that was got is done: join() waits for that."""
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks = left
            if left == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        """Wait until the work on all items is done."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def shutdown(self, immediate=False):
        """Close the queue: put() raises ShutDown from now on, get() when no item is left.

        With immediate, the items are thrown away, and their work counts as done.
        """
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()


class PriorityQueue(Queue):
    """A queue that gives out the smallest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """A queue that gives out the newest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()
