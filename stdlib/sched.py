"""A list of calls to be made at certain times."""

import heapq
import threading
import time
from collections import namedtuple
from itertools import count
from time import monotonic as _time

__all__ = ["scheduler"]

Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")
Event.time.__doc__ = "The moment of the call, on the scheduler's clock."
Event.priority.__doc__ = "Of calls at the same moment, the lowest number comes first."

_sentinel = object()


class scheduler:
    """Calls functions at their times."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._sequence_generator = count()

    def enterabs(self, time, priority, action, argument=(), kwargs=_sentinel):
        """Plan a call for a moment; the event, by which it can be cancelled."""
        if kwargs is _sentinel:
            kwargs = {}
        with self._lock:
            event = Event(time, priority, next(self._sequence_generator), action, argument, kwargs)
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_sentinel):
        """Plan a call for so much later."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Take an event off the list; ValueError if it does not stand there."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """Whether no call is planned."""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Make the calls, waiting in between; without waiting: the time until the next."""
        while True:
            with self._lock:
                if not self._queue:
                    return None
                moment, _, _, action, argument, kwargs = self._queue[0]
                now = self.timefunc()
                due = moment <= now
                if due:
                    heapq.heappop(self._queue)
            if due:
                action(*argument, **kwargs)
                # Other threads get their turn.
                self.delayfunc(0)
            elif not blocking:
                return moment - now
            else:
                self.delayfunc(moment - now)

    @property
    def queue(self):
        """The events, in the order of their calls."""
        with self._lock:
            events = self._queue[:]
        return list(map(heapq.heappop, [events] * len(events)))
