"""What the parts of multiprocessing share: finalizers, flushing, logging."""

import itertools
import os
import sys
import threading
import weakref

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30
LOGGER_NAME = "multiprocessing"
DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s"

_logger = None


def get_logger():
    """The logger of multiprocessing."""
    global _logger
    if _logger is None:
        import logging

        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = False
    return _logger


def log_to_stderr(level=None):
    """Have the logger write to stderr."""
    import logging

    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    return logger


def debug(message, *args):
    """Log for those who look for faults."""
    if _logger:
        _logger.log(DEBUG, message, *args)


def info(message, *args):
    """Log what happens."""
    if _logger:
        _logger.log(INFO, message, *args)


def get_temp_dir():
    """A folder for this process's sockets; it is gone when the process ends."""
    from . import process

    config = process.current_process()._config
    folder = config.get("tempdir")
    if folder is None:
        import tempfile

        folder = tempfile.mkdtemp(prefix="pymp-")
        Finalize(None, _remove_folder, args=(folder,), exitpriority=-100)
        config["tempdir"] = folder
    return folder


def _remove_folder(folder):
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
    from . import process

    process.current_process()._config["tempdir"] = None


_finalizer_registry = {}
_finalizer_counter = itertools.count()


class Finalize:
    """A call that happens when an object dies, or at the end of the process."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError(f"Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)}")
        if obj is None and exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._weakref = None if obj is None else weakref.ref(obj, self)
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = (exitpriority, next(_finalizer_counter))
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        """Make the call now, unless it was made or called off."""
        if _finalizer_registry.pop(self._key, None) is None:
            return None
        result = None
        if self._pid == os.getpid():
            result = self._callback(*self._args, **self._kwargs)
        self._weakref = self._callback = self._args = self._kwargs = self._key = None
        return result

    def cancel(self):
        """Call it off."""
        if _finalizer_registry.pop(self._key, None) is not None:
            self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        """Whether the call is still to be made."""
        return self._key in _finalizer_registry


def _run_finalizers(minpriority=None):
    keys = [
        key for key in _finalizer_registry
        if key[0] is not None and (minpriority is None or key[0] >= minpriority)
    ]
    for key in sorted(keys, reverse=True):
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            try:
                finalizer()
            except Exception as error:
                import _thread

                sys.stderr.write(_thread._format_exception(error))


_afterfork_registry = {}
_afterfork_counter = itertools.count()


def register_after_fork(obj, function):
    """Have a function called with an object in new processes."""
    key = next(_afterfork_counter)

    def forget(_):
        _afterfork_registry.pop(key, None)

    _afterfork_registry[key] = (weakref.ref(obj, forget), function)


def _run_after_forkers():
    for reference, function in list(_afterfork_registry.values()):
        obj = reference()
        if obj is not None:
            function(obj)


_exiting = False


def is_exiting():
    """Whether the process is about to end."""
    return _exiting


def _exit_function():
    """The end of a process: children that are daemons are ended, the others waited for."""
    global _exiting
    if _exiting:
        return
    from . import process

    _run_finalizers(0)
    children = process.active_children()
    for child in children:
        if child.daemon:
            child._popen.terminate()
    for child in children:
        child.join()
    _run_finalizers()


def _at_exit():
    _exit_function()


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def _close_stdin():
    if sys.stdin is None:
        return
    try:
        sys.stdin.close()
    except (OSError, ValueError):
        pass
    try:
        fd = os.open(os.devnull, os.O_RDONLY)
        if fd != 0:
            os.dup2(fd, 0)
            os.close(fd)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
    except OSError:
        pass


class ForkAwareThreadLock:
    """A lock that is free in new processes."""

    def __init__(self):
        self._lock = threading.Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        register_after_fork(self, ForkAwareThreadLock._at_fork_reinit)

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


class ForkAwareLocal(threading.local):
    """Data of each thread, empty in new processes."""

    def __init__(self):
        register_after_fork(self, lambda local: local.__dict__.clear())

    def __reduce__(self):
        return type(self), ()


try:
    import atexit as _atexit

    _atexit.register(_at_exit)
except ImportError:
    threading._register_atexit(_at_exit)
