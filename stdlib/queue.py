"""Queues that several threads can use."""

import threading
import time

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class ShutDown(Exception):
    """Raised when put/get with shut-down queue."""


class Queue:
    """A queue: first in, first out. With a maxsize, put waits while it is full."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def task_done(self):
        """A task that was got from the queue is done."""
        with self.all_tasks_done:
            unfinished = self.unfinished_tasks - 1
            if unfinished < 0:
                raise ValueError("task_done() called too many times")
            if unfinished == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = unfinished

    def join(self):
        """Wait until every task that was put is done."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        """How many items are in the queue now."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether the queue is empty now."""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Whether the queue is full now."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Put an item in, waiting for room; Full where there is none in time."""
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                self._wait(self.not_full, self._is_full, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take an item out, waiting for one; Empty where there is none in time."""
        with self.not_empty:
            if self.is_shutdown and not self._qsize():
                raise ShutDown
            self._wait(self.not_empty, self._is_empty, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def _is_full(self):
        return self._qsize() >= self.maxsize

    def _is_empty(self):
        return not self._qsize()

    def _wait(self, condition, blocked, block, timeout, error):
        if not block:
            if blocked():
                raise error
            return
        if timeout is None:
            while blocked():
                condition.wait()
                self._check_shutdown(error)
            return
        if timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = time.monotonic() + timeout
        while blocked():
            remaining = end - time.monotonic()
            if remaining <= 0.0:
                raise error
            condition.wait(remaining)
            self._check_shutdown(error)

    def _check_shutdown(self, error):
        if self.is_shutdown and (error is Full or self._is_empty()):
            raise ShutDown

    def put_nowait(self, item):
        """Put an item in without waiting."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Take an item out without waiting."""
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """Refuse further puts; with immediate, drop what is in the queue too."""
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

    # What the kinds of queues differ in. Items go out from the head of a list that is trimmed
    # when half of it is gone, so that taking one costs the same however long the queue is.

    def _init(self, maxsize):
        self.queue = []
        self._head = 0

    def _qsize(self):
        return len(self.queue) - self._head

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        item = self.queue[self._head]
        self.queue[self._head] = None
        self._head += 1
        if self._head * 2 >= len(self.queue):
            del self.queue[: self._head]
            self._head = 0
        return item


class PriorityQueue(Queue):
    """A queue that gives the smallest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        heap = self.queue
        heap.append(item)
        at = len(heap) - 1
        while at > 0:
            parent = (at - 1) >> 1
            if not item < heap[parent]:
                break
            heap[at] = heap[parent]
            at = parent
        heap[at] = item

    def _get(self):
        heap = self.queue
        last = heap.pop()
        if not heap:
            return last
        first = heap[0]
        at, end = 0, len(heap)
        while (child := 2 * at + 1) < end:
            if child + 1 < end and not heap[child] < heap[child + 1]:
                child += 1
            if not heap[child] < last:
                break
            heap[at] = heap[child]
            at = child
        heap[at] = last
        return first


class LifoQueue(Queue):
    """A queue that gives the newest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """A queue without bounds and without task tracking."""

    def __init__(self):
        self._queue = Queue()

    def put(self, item, block=True, timeout=None):
        """Put an item in: never waits."""
        self._queue.put(item)

    def get(self, block=True, timeout=None):
        """Take an item out, waiting for one; Empty where there is none in time."""
        return self._queue.get(block, timeout)

    def put_nowait(self, item):
        """Put an item in."""
        self._queue.put(item)

    def get_nowait(self):
        """Take an item out without waiting."""
        return self._queue.get(False)

    def qsize(self):
        """How many items are in the queue now."""
        return self._queue.qsize()

    def empty(self):
        """Whether the queue is empty now."""
        return self._queue.empty()
