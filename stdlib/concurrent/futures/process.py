"""An executor of processes."""

import functools
import itertools
import multiprocessing
import os
import threading
import weakref
from multiprocessing import connection
from multiprocessing.pool import ExceptionWithTraceback

from . import _base

_open = weakref.WeakSet()


def _python_exit():
    for executor in list(_open):
        executor.shutdown(wait=True)


threading._register_atexit(_python_exit)


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker process has ended in the middle of its work."""


class _RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _Failure(ExceptionWithTraceback):
    def __reduce__(self):
        return _rebuild, (self.exc, self.tb)


def _rebuild(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


def _call_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _worker(calls, results, initializer, initargs, max_tasks):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            import logging

            logging.getLogger("concurrent.futures").critical("Exception in initializer:", exc_info=True)
            return
    for _ in itertools.count() if max_tasks is None else range(max_tasks):
        call = calls.get()
        if call is None:
            results.put(("ended", os.getpid(), None))
            return
        number, fn, args, kwargs = call
        try:
            answer = (number, True, fn(*args, **kwargs))
        except BaseException as error:
            answer = (number, False, _Failure(error))
        try:
            results.put(answer)
        except Exception as error:
            results.put((number, False, _Failure(error)))
        del call, fn, args, kwargs, answer
    results.put(("ended", os.getpid(), None))


class ProcessPoolExecutor(_base.Executor):
    """Makes calls in some processes."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if mp_context is None:
            method = None if max_tasks_per_child is None else "spawn"
            mp_context = multiprocessing.get_context(method)
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if mp_context.get_start_method(allow_none=False) == "fork":
                raise ValueError(
                    "max_tasks_per_child is incompatible with the 'fork' multiprocessing start "
                    "method; supply a different mp_context."
                )
        self._max_workers = max_workers
        self._mp_context = mp_context
        self._initializer = initializer
        self._initargs = initargs
        self._max_tasks = max_tasks_per_child
        self._processes = {}
        self._pending = {}
        self._numbers = itertools.count()
        # Calls wait here, and only a few more than there are workers go into the pipe: those can
        # be cancelled no more.
        self._waiting = {}
        self._lock = threading.RLock()
        self._shutdown = False
        self._broken = False
        self._calls = mp_context.SimpleQueue()
        self._results = mp_context.SimpleQueue()
        self._wake_reader, self._wake_writer = mp_context.Pipe(duplex=False)
        self._manager = None
        _open.add(self)

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            future = _base.Future()
            number = next(self._numbers)
            self._waiting[number] = (future, fn, args, kwargs)
            if len(self._processes) < self._max_workers and (
                len(self._pending) + len(self._waiting) > len(self._processes)
            ):
                self._start_worker()
            if self._manager is None:
                self._manager = threading.Thread(target=self._manage, daemon=True)
                self._manager.start()
            self._feed()
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _start_worker(self):
        process = self._mp_context.Process(
            target=_worker,
            args=(self._calls, self._results, self._initializer, self._initargs, self._max_tasks),
        )
        process.start()
        self._processes[process.pid] = process
        self._wake()

    def _wake(self):
        if self._manager is not None and not self._wake_writer.closed:
            self._wake_writer.send_bytes(b"")

    def _feed(self):
        while self._waiting and len(self._pending) <= self._max_workers:
            number = next(iter(self._waiting))
            future, fn, args, kwargs = self._waiting.pop(number)
            if not future.set_running_or_notify_cancel():
                continue
            try:
                self._calls.put((number, fn, args, kwargs))
            except Exception as error:
                future.set_exception(error)
            else:
                self._pending[number] = future

    def _manage(self):
        """Take results in, and notice workers that end."""
        while True:
            with self._lock:
                sentinels = {p.sentinel: pid for pid, p in self._processes.items()}
            ready = connection.wait([self._results._reader, self._wake_reader, *sentinels])
            if self._wake_reader in ready:
                self._wake_reader.recv_bytes()
            if self._results._reader in ready:
                self._take(*self._results.get())
            elif any(s in ready for s in sentinels):
                ended = [sentinels[s] for s in ready if s in sentinels]
                if any(pid in self._processes for pid in ended):
                    self._break()
                    return
            with self._lock:
                idle = not self._pending and not self._waiting
                if self._shutdown and idle:
                    break
        for _ in self._processes:
            self._calls.put(None)
        for process in self._processes.values():
            process.join()

    def _take(self, number, success, value):
        if number == "ended":
            with self._lock:
                process = self._processes.pop(success, None)
                if process is not None:
                    process.join()
                if not self._shutdown or self._pending or self._waiting:
                    if self._pending or self._waiting:
                        self._start_worker()
            return
        with self._lock:
            future = self._pending.pop(number)
            self._feed()
        if success:
            future.set_result(value)
        else:
            future.set_exception(value)

    def _break(self):
        with self._lock:
            self._broken = (
                "A child process terminated abruptly, the process pool is not usable anymore"
            )
            futures = list(self._pending.values()) + [entry[0] for entry in self._waiting.values()]
            self._pending.clear()
            self._waiting.clear()
        text = (
            "A process in the process pool was terminated abruptly while the future was running "
            "or pending."
        )
        for future in futures:
            try:
                future.set_exception(BrokenProcessPool(text))
            except _base.InvalidStateError:
                pass
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.join()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        rows = zip(*iterables)
        chunks = iter(lambda: tuple(itertools.islice(rows, chunksize)), ())
        lists = super().map(functools.partial(_call_chunk, fn), chunks, timeout=timeout)
        return _chained(lists)

    map.__doc__ = _base.Executor.map.__doc__

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._shutdown = True
            if cancel_futures:
                for entry in self._waiting.values():
                    entry[0].cancel()
                self._waiting.clear()
            self._wake()
        if wait and self._manager is not None:
            self._manager.join()
            self._manager = None

    shutdown.__doc__ = _base.Executor.shutdown.__doc__


def _chained(lists):
    for values in lists:
        values.reverse()
        while values:
            yield values.pop()
