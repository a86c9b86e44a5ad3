"""An executor of threads."""

import itertools
import os
import queue
import threading
import weakref

from . import _base

_workers = weakref.WeakKeyDictionary()
_shutdown = False


def _python_exit():
    global _shutdown
    _shutdown = True
    items = list(_workers.items())
    for _, work in items:
        work.put(None)
    for thread, _ in items:
        thread.join()


threading._register_atexit(_python_exit)


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a worker thread has failed."""


def _worker(reference, work, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            import logging

            logging.getLogger("concurrent.futures").critical("Exception in initializer:", exc_info=True)
            executor = reference()
            if executor is not None:
                executor._initializer_failed()
            return
    while True:
        try:
            item = work.get_nowait()
        except queue.Empty:
            executor = reference()
            if executor is not None:
                executor._idle.release()
            del executor
            item = work.get()
        if item is None:
            executor = reference()
            if _shutdown or executor is None or executor._shutdown:
                if executor is not None:
                    executor._shutdown = True
                # The next worker is to hear of it as well.
                work.put(None)
                return
            continue
        future, fn, args, kwargs = item
        del item
        if not future.set_running_or_notify_cancel():
            continue
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)
            del result
        del future, fn, args, kwargs


class ThreadPoolExecutor(_base.Executor):
    """Makes calls in some threads."""

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **ctxkwargs):
        if ctxkwargs:
            name = next(iter(ctxkwargs))
            raise TypeError(f"ThreadPoolExecutor.__init__() got an unexpected keyword argument {name!r}")
        if max_workers is None:
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{self._counter()}"
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._work_queue.put((future, fn, args, kwargs))
            self._adjust()
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _adjust(self):
        if self._idle.acquire(blocking=False):
            return
        count = len(self._threads)
        if count >= self._max_workers:
            return
        work = self._work_queue
        reference = weakref.ref(self, lambda _: work.put(None))
        thread = threading.Thread(
            name=f"{self._thread_name_prefix}_{count}", target=_worker,
            args=(reference, work, self._initializer, self._initargs), daemon=True,
        )
        self._threads.add(thread)
        _workers[thread] = work
        thread.start()

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            self._drain(lambda future: future.set_exception(BrokenThreadPool(self._broken)))

    def _drain(self, act):
        while True:
            try:
                item = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if item is not None:
                act(item[0])

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                self._drain(lambda future: future.cancel())
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
