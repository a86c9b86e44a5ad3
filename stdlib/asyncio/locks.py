"""What tasks wait for: locks, events, conditions, semaphores, barriers."""

import collections

from . import events
from .exceptions import BrokenBarrierError, CancelledError

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")


class _Bound:
    """Belongs to the loop in which it is first waited for."""

    _loop = None

    def _get_loop(self):
        loop = events.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop


class _Line(_Bound):
    """Tasks that stand in line: each has a place, a future that is done when it is called."""

    def __init__(self):
        self._waiters = collections.deque()

    def _describe(self, status):
        head = object.__repr__(self)[1:-1]
        if self._waiters:
            status += f", waiters:{len(self._waiters)}"
        return f"<{head} [{status}]>"

    def _enter(self):
        """A place at the end of the line."""
        place = self._get_loop().create_future()
        self._waiters.append(place)
        return place

    async def _turn(self, place):
        """Wait to be called, and leave the line."""
        try:
            await place
        finally:
            self._waiters.remove(place)

    def _call(self, most):
        """Call tasks that have not been called, the first ones first; how many there were."""
        called = 0
        for place in self._waiters:
            if called >= most:
                break
            if not place.done():
                place.set_result(True)
                called += 1
        return called

    def _is_wanted(self):
        """Whether somebody waits who has not given up."""
        return any(not place.cancelled() for place in self._waiters)


class _Held(_Line):
    """What is taken and given back: `async with` does both."""

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Held):
    """A lock: one task at a time has it."""

    _locked = False

    def __repr__(self):
        return self._describe("locked" if self._locked else "unlocked")

    def locked(self):
        """Whether the lock is taken."""
        return self._locked

    async def acquire(self):
        """Take the lock, waiting until it is free and nobody else was there before."""
        if self._locked or self._is_wanted():
            try:
                await self._turn(self._enter())
            except CancelledError:
                self._offer()
                raise
        self._locked = True
        return True

    def release(self):
        """Make the lock free."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._offer()

    def _offer(self):
        # One task at most is on its way to a free lock: the one at the head.
        if not self._locked and self._waiters and not self._waiters[0].done():
            self._call(1)


class Event(_Line):
    """A flag that tasks wait for."""

    _value = False

    def __repr__(self):
        return self._describe("set" if self._value else "unset")

    def is_set(self):
        """Whether the flag is set."""
        return self._value

    def set(self):
        """Set the flag: all that wait for it go on."""
        if not self._value:
            self._value = True
            self._call(len(self._waiters))

    def clear(self):
        """Take the flag down."""
        self._value = False

    async def wait(self):
        """Wait for the flag."""
        if not self._value:
            await self._turn(self._enter())
        return True


class Condition(_Held):
    """A lock, and the wait for what happens under it."""

    def __init__(self, lock=None):
        super().__init__()
        self._lock = lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release

    def __repr__(self):
        return self._describe("locked" if self.locked() else "unlocked")

    def _check(self, what):
        if not self.locked():
            raise RuntimeError(f"cannot {what} on un-acquired lock")

    async def wait(self):
        """Release the lock, wait for a notification, take the lock."""
        self._check("wait")
        place = self._enter()
        self.release()
        try:
            try:
                await self._turn(place)
            finally:
                await self._take_back()
        except BaseException:
            # It may have been notified for nothing: another one gets the notification.
            self._call(1)
            raise
        return True

    async def _take_back(self):
        """Take the lock, whoever cancels the task meanwhile."""
        cancelled = None
        while True:
            try:
                await self.acquire()
            except CancelledError as error:
                cancelled = error
            else:
                break
        if cancelled is not None:
            raise cancelled

    async def wait_for(self, predicate):
        """Wait until a predicate is true; its last result."""
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        """Wake some of those that wait."""
        self._check("notify")
        self._call(n)

    def notify_all(self):
        """Wake all that wait."""
        self.notify(len(self._waiters))


class Semaphore(_Held):
    """A counter: taking waits while it is 0."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__()
        self._value = value

    def __repr__(self):
        return self._describe("locked" if self.locked() else f"unlocked, value:{self._value}")

    def locked(self):
        """Whether taking would have to wait."""
        return self._value == 0 or self._is_wanted()

    async def acquire(self):
        """Take one, waiting until there is one."""
        if not self.locked():
            self._value -= 1
            return True
        place = self._enter()
        try:
            await self._turn(place)
        except CancelledError:
            # What had been put by for this task goes back.
            if not place.cancelled():
                self._value += place.done()
            raise
        finally:
            self._hand_out()
        return True

    def release(self):
        """Give one back."""
        self._value += 1
        self._hand_out()

    def _hand_out(self):
        """Put one by for each task that can be called."""
        self._value -= self._call(self._value)


class BoundedSemaphore(Semaphore):
    """A semaphore that goes no higher than at the start."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        """Give one back; ValueError if none was taken."""
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier(_Bound):
    """A place where tasks wait until a number of them have come."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = Condition()
        self._parties = parties
        self._state = "filling"
        self._count = 0

    def __repr__(self):
        status = self._state
        if not self.broken:
            status += f", waiters:{self.n_waiting}/{self.parties}"
        return f"<{object.__repr__(self)[1:-1]} [{status}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others; a number from 0 to parties - 1, another for each task."""
        async with self._cond:
            await self._cond.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError("Barrier aborted")
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._state = "draining"
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(lambda: self._state != "filling")
                    if self._state in ("broken", "resetting"):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ("resetting", "draining"):
                    self._state = "filling"
                self._cond.notify_all()

    async def reset(self):
        """Start anew: tasks that wait get BrokenBarrierError."""
        async with self._cond:
            if self._count > 0:
                if self._state != "resetting":
                    self._state = "resetting"
            else:
                self._state = "filling"
            self._cond.notify_all()

    async def abort(self):
        """Break the barrier."""
        async with self._cond:
            self._state = "broken"
            self._cond.notify_all()

    @property
    def parties(self):
        """How many tasks it takes to go on."""
        return self._parties

    @property
    def n_waiting(self):
        """How many tasks wait."""
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        """Whether the barrier is broken."""
        return self._state == "broken"
