"""Workers: processes (or threads) that do tasks as they come.

A thread of the pool hands tasks out, one takes results in, and one replaces workers that have
ended. What a worker's task raises is raised again where its result is asked for, with the
worker's traceback as its cause.
"""

import collections
import itertools
import os
import queue
import threading
import time

from . import TimeoutError, get_context, util

__all__ = ["Pool", "ThreadPool"]

INIT = "INIT"
RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"

_jobs = itertools.count()


def mapstar(args):
    """Call a function for each of some arguments."""
    return list(map(*args))


def starmapstar(args):
    """Call a function for each of some tuples of arguments."""
    return list(itertools.starmap(args[0], args[1]))


class RemoteTraceback(Exception):
    """The traceback of a worker, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """An exception on its way to another process."""

    def __init__(self, exc, tb=None):
        import _thread

        text = _thread._format_exception(exc).rstrip("\n")
        self.exc = exc
        self.exc.__traceback__ = None
        self.tb = f'\n"""\n{text}\n"""'

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    """The exception, with the worker's traceback as its cause."""
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """A result cannot be pickled."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f"<{type(self).__name__}: {self}>"


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """A worker's life."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError(f"Maxtasks {maxtasks!r} is not valid")
    if initializer is not None:
        initializer(*initargs)
    done = 0
    while maxtasks is None or done < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            break
        if task is None:
            break
        job, i, function, args, kwargs = task
        try:
            result = (True, function(*args, **kwargs))
        except Exception as error:
            if wrap_exception and function is not _helper_reraises_exception:
                error = ExceptionWithTraceback(error)
            result = (False, error)
        try:
            outqueue.put((job, i, result))
        except Exception as error:
            outqueue.put((job, i, (False, MaybeEncodingError(error, result[1]))))
        task = job = result = function = args = kwargs = None
        done += 1


def _helper_reraises_exception(error):
    raise error


class Pool:
    """Some worker processes."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        """A new worker."""
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or get_context()
        self._cache = {}
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        self._tasks = queue.SimpleQueue()
        self._change = threading.Event()
        self._setup_queues()
        try:
            self._repopulate()
        except Exception:
            for process in self._pool:
                if process.exitcode is None:
                    process.terminate()
            for process in self._pool:
                process.join()
            raise
        self._threads = [
            threading.Thread(target=target, daemon=True)
            for target in (self._hand_out, self._take_in, self._look_after)
        ]
        for thread in self._threads:
            thread.start()
        self._state = RUN
        self._terminate = util.Finalize(None, self._end, exitpriority=15)

    def _setup_queues(self):
        self._inqueue = self._ctx.SimpleQueue()
        self._outqueue = self._ctx.SimpleQueue()

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>"

    def __del__(self):
        if getattr(self, "_state", None) == RUN:
            import warnings

            warnings.warn(f"unclosed running multiprocessing pool {self!r}", ResourceWarning, source=self)

    def _repopulate(self):
        while len(self._pool) < self._processes:
            process = self.Process(
                self._ctx, target=worker,
                args=(
                    self._inqueue, self._outqueue, self._initializer, self._initargs,
                    self._maxtasksperchild, self._wrap_exception,
                ),
            )
            process.name = process.name.replace("Process", "PoolWorker")
            process.daemon = True
            process.start()
            self._pool.append(process)

    # ---- the three threads --------------------------------------------------------------------

    def _hand_out(self):
        while (entry := self._tasks.get()) is not None:
            tasks, announce = entry
            task = None
            count = 0
            try:
                for count, task in enumerate(tasks, 1):
                    if self._state == TERMINATE:
                        return
                    try:
                        self._inqueue.put(task)
                    except Exception as error:
                        job, i = task[:2]
                        if job in self._cache:
                            self._cache[job]._set(i, (False, error))
                if announce:
                    announce(count)
            except Exception as error:
                # The program's own iterable has failed.
                job = announce.__self__._job if announce else None
                if job in self._cache:
                    self._cache[job]._fail_from(count, error)
        try:
            for _ in list(self._pool):
                self._inqueue.put(None)
        except OSError:
            pass

    def _take_in(self):
        while True:
            try:
                message = self._outqueue.get()
            except (EOFError, OSError):
                return
            if message is None:
                return
            job, i, result = message
            entry = self._cache.get(job)
            if entry is not None:
                entry._set(i, result)
            message = job = result = entry = None

    def _look_after(self):
        while self._state in (INIT, RUN) or (self._cache and self._state != TERMINATE):
            self._change.clear()
            self._wait_for_change()
            if self._state == TERMINATE:
                break
            self._join_exited()
            if self._state != TERMINATE:
                self._repopulate()
        if self._state != TERMINATE:
            self._tasks.put(None)

    def _wait_for_change(self):
        from .connection import wait

        sentinels = [process.sentinel for process in self._pool]
        # Short enough that closing and the last result are soon noticed.
        wait(sentinels, 0.02)

    def _join_exited(self):
        for at in reversed(range(len(self._pool))):
            if self._pool[at].exitcode is not None:
                self._pool[at].join()
                del self._pool[at]

    # ---- tasks --------------------------------------------------------------------------------

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        """Call a function in a worker; its result."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """Have a function called in a worker; an AsyncResult."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._tasks.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map(self, func, iterable, chunksize=None):
        """Call a function for each element, in the workers; the results."""
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """Have a function called for each element; an AsyncResult."""
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        """map() of a function of several arguments: the elements are tuples of them."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """map_async() of a function of several arguments."""
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            chunksize += bool(extra)
        if len(iterable) == 0:
            chunksize = 0
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        batches = Pool._get_tasks(func, iterable, chunksize)
        tasks = ((result._job, i, mapper, (batch,), {}) for i, batch in enumerate(batches))
        self._tasks.put((tasks, result._announced))
        return result

    @staticmethod
    def _get_tasks(func, iterable, size):
        iterator = iter(iterable)
        while size and (batch := tuple(itertools.islice(iterator, size))):
            yield func, batch

    def imap(self, func, iterable, chunksize=1):
        """map() whose results come as they are ready, in order."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """map() whose results come as they are ready, in any order."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        result = kind(self)
        job = result._job
        if chunksize == 1:
            tasks = ((job, i, func, (x,), {}) for i, x in enumerate(iterable))
        else:
            batches = Pool._get_tasks(func, iterable, chunksize)
            tasks = ((job, i, mapstar, (batch,), {}) for i, batch in enumerate(batches))
        self._tasks.put((tasks, result._set_length))
        if chunksize == 1:
            return result
        return (item for chunk in result for item in chunk)

    # ---- the end ------------------------------------------------------------------------------

    def close(self):
        """Take no more tasks: the workers end when all are done."""
        if self._state == RUN:
            self._state = CLOSE

    def terminate(self):
        """End the workers, whatever they do."""
        self._state = TERMINATE
        self._terminate()

    def _end(self):
        self._state = TERMINATE
        self._stop_workers()
        self._tasks.put(None)
        for process in self._pool:
            if process.is_alive():
                process.join()
        self._end_results()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(5)

    def _stop_workers(self):
        for process in self._pool:
            if process.exitcode is None:
                process.terminate()

    def join(self):
        """Wait for the workers' ends; close() or terminate() must have been called."""
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        out, into, after = self._threads
        after.join()
        out.join()
        for process in self._pool:
            process.join()
        if into.is_alive():
            self._end_results()
        into.join()
        self._terminate.cancel()
        self._close_queues()

    def _end_results(self):
        # A worker that was ended in the middle of a result has taken the lock with it; all of
        # them are gone now, and the lock is not needed.
        try:
            self._outqueue._writer.send(None)
        except OSError:
            pass

    def _close_queues(self):
        self._inqueue.close()
        self._outqueue.close()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class ApplyResult:
    """A result that is still to come."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(_jobs)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        """Whether the result is there."""
        return self._event.is_set()

    def successful(self):
        """Whether the call has returned, and not raised."""
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        """Wait for the result."""
        self._event.wait(timeout)

    def get(self, timeout=None):
        """Wait for the result; the result, or the exception raised."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, result):
        self._success, self._value = result
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        self._finish()

    def _finish(self):
        self._event.set()
        self._cache.pop(self._job, None)
        self._pool = None

    def _fail_from(self, i, error):
        self._set(i, (False, error))

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of a map that are still to come."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._left = 0
            self._finish()
        else:
            self._left = length // chunksize + bool(length % chunksize)

    def _announced(self, count):
        pass

    def _set(self, i, result):
        self._left -= 1
        success, value = result
        if success and self._success:
            self._value[i * self._chunksize : (i + 1) * self._chunksize] = value
            if self._left == 0:
                if self._callback:
                    self._callback(self._value)
                self._finish()
        else:
            if not success and self._success:
                self._success, self._value = False, value
            if self._left == 0:
                if self._error_callback:
                    self._error_callback(self._value)
                self._finish()


class IMapIterator:
    """Results as they come, in order."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading._condition(threading.Lock(), "the Pool's next result")
        self._job = next(_jobs)
        self._cache = pool._cache
        self._items = collections.deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result; TimeoutError when it does not come in time."""
        with self._cond:
            if not self._items:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration from None
                self._cond.wait_for(lambda: self._items or self._index == self._length, timeout)
                if not self._items:
                    if self._index == self._length:
                        self._pool = None
                        raise StopIteration from None
                    raise TimeoutError from None
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, i, result):
        with self._cond:
            self._unsorted[i] = result
            while self._index in self._unsorted:
                self._items.append(self._unsorted.pop(self._index))
                self._index += 1
            self._cond.notify()
            self._check_end()

    def _check_end(self):
        if self._index == self._length:
            self._cache.pop(self._job, None)
            self._pool = None

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == length:
                self._cond.notify()
            self._check_end()

    def _fail_from(self, i, error):
        self._set(i, (False, error))
        self._set_length(i + 1)


class IMapUnorderedIterator(IMapIterator):
    """Results as they come, in any order."""

    def _set(self, i, result):
        with self._cond:
            self._items.append(result)
            self._index += 1
            self._cond.notify()
            self._check_end()


class ThreadPool(Pool):
    """Some worker threads."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from .dummy import Process

        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()

    def _wait_for_change(self):
        self._change.wait(0.02)

    def _stop_workers(self):
        # Threads cannot be ended: they take no more tasks.
        try:
            while True:
                self._inqueue.get_nowait()
        except queue.Empty:
            pass
        for _ in self._pool:
            self._inqueue.put(None)

    def _end_results(self):
        self._outqueue.put(None)

    def _close_queues(self):
        pass
