"""Processes: Process objects, and which of them is the running one."""

import itertools
import os
import sys
import threading

__all__ = ["BaseProcess", "current_process", "active_children", "parent_process"]

try:
    ORIGINAL_DIR = os.path.abspath(os.getcwd())
except OSError:
    ORIGINAL_DIR = None


def current_process():
    """The Process object of the running process."""
    return _current_process


def active_children():
    """The children of this process that have not ended; those that have are waited for."""
    _cleanup()
    return list(_children)


def parent_process():
    """The parent's Process object; None in the main process."""
    return _parent_process


def _cleanup():
    for process in list(_children):
        if (popen := process._popen) and popen.poll() is not None:
            _children.discard(process)


class AuthenticationString(bytes):
    """A key that is pickled for new processes only."""

    def __reduce__(self):
        from .context import get_spawning_popen

        if get_spawning_popen() is None:
            raise TypeError(
                "Pickling an AuthenticationString object is disallowed for security reasons"
            )
        return AuthenticationString, (bytes(self),)


class BaseProcess:
    """A process: what its target, or its run() method, does beside this program."""

    def _Popen(self):
        raise NotImplementedError

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        count = next(_counter)
        self._identity = _current_process._identity + (count,)
        self._config = _current_process._config.copy()
        self._parent_pid = os.getpid()
        self._parent_name = _current_process.name
        self._popen = None
        self._closed = False
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._name = name or type(self).__name__ + "-" + ":".join(str(n) for n in self._identity)
        if daemon is not None:
            self.daemon = daemon

    def _check_closed(self):
        if self._closed:
            raise ValueError("process object is closed")

    def run(self):
        """What the process does: calls the target, unless a subclass says otherwise."""
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        """Begin."""
        self._check_closed()
        assert self._popen is None, "cannot start a process twice"
        assert self._parent_pid == os.getpid(), (
            "can only start a process object created by current process"
        )
        assert not _current_process._config.get("daemon"), (
            "daemonic processes are not allowed to have children"
        )
        _cleanup()
        self._popen = self._Popen(self)
        self._sentinel = self._popen.sentinel
        # The parent has no more use for them, and what they refer to may be large.
        del self._target, self._args, self._kwargs
        _children.add(self)

    def terminate(self):
        """Ask the process to end, by SIGTERM."""
        self._check_closed()
        self._popen.terminate()

    def kill(self):
        """End the process, by SIGKILL."""
        self._check_closed()
        self._popen.kill()

    def join(self, timeout=None):
        """Wait for the process's end, or until the timeout, in seconds, has passed."""
        self._check_closed()
        assert self._parent_pid == os.getpid(), "can only join a child process"
        assert self._popen is not None, "can only join a started process"
        if self._popen.wait(timeout) is not None:
            _children.discard(self)

    def is_alive(self):
        """Whether the process runs: it has been started and has not ended."""
        self._check_closed()
        if self is _current_process:
            return True
        assert self._parent_pid == os.getpid(), "can only test a child process"
        if self._popen is None:
            return False
        if self._popen.poll() is None:
            return True
        _children.discard(self)
        return False

    def close(self):
        """Let go of what the object holds; the process must have ended."""
        if self._popen is not None:
            if self._popen.poll() is None:
                raise ValueError(
                    "Cannot close a process while it is still running. You should first call "
                    "join() or terminate()."
                )
            self._popen.close()
            self._popen = None
            del self._sentinel
            _children.discard(self)
        self._closed = True

    @property
    def name(self):
        """The process's name, which means nothing."""
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), "name must be a string"
        self._name = name

    @property
    def daemon(self):
        """Whether the process is ended with its parent."""
        return self._config.get("daemon", False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._popen is None, "process has already started"
        self._config["daemon"] = daemonic

    @property
    def authkey(self):
        """The key with which processes of this program prove who they are."""
        return self._config["authkey"]

    @authkey.setter
    def authkey(self, authkey):
        self._config["authkey"] = AuthenticationString(authkey)

    @property
    def exitcode(self):
        """The exit code; negative: the signal that ended it; None: it runs, or never did."""
        self._check_closed()
        if self is _current_process:
            return None
        return None if self._popen is None else self._popen.poll()

    @property
    def ident(self):
        """The process's number, or None before its start."""
        self._check_closed()
        if self is _current_process:
            return os.getpid()
        return self._popen and self._popen.pid

    pid = ident

    @property
    def sentinel(self):
        """A descriptor that becomes readable when the process ends."""
        self._check_closed()
        try:
            return self._sentinel
        except AttributeError:
            raise ValueError("process not started") from None

    def __repr__(self):
        code = None
        if self is _current_process:
            status = "started"
        elif self._closed:
            status = "closed"
        elif self._parent_pid != os.getpid():
            status = "unknown"
        elif self._popen is None:
            status = "initial"
        else:
            code = self._popen.poll()
            status = "started" if code is None else "stopped"
        words = [type(self).__name__, f"name={self._name!r}"]
        if self._popen is not None:
            words.append(f"pid={self._popen.pid}")
        words.append(f"parent={self._parent_pid}")
        words.append(status)
        if code is not None:
            words.append(f"exitcode={_code_names.get(code, code)}")
        if self.daemon:
            words.append("daemon")
        return f"<{' '.join(words)}>"

    def _bootstrap(self):
        """The whole life of the new process; its exit code."""
        from . import util

        global _current_process, _parent_process, _counter, _children
        try:
            if self._start_method is not None:
                from .context import _force_start_method

                _force_start_method(self._start_method)
            _counter = itertools.count(1)
            _children = set()
            util._close_stdin()
            _current_process = self
            _parent_process = _ParentProcess(self._parent_name, self._parent_pid)
            util._finalizer_registry.clear()
            util._run_after_forkers()
            try:
                self.run()
                code = 0
            finally:
                util._exit_function()
        except SystemExit as error:
            if error.code is None:
                code = 0
            elif isinstance(error.code, int):
                code = error.code
            else:
                sys.stderr.write(str(error.code) + "\n")
                code = 1
        except BaseException as error:
            import _thread

            code = 1
            sys.stderr.write(f"Process {self.name}:\n{_thread._format_exception(error)}")
        finally:
            threading._shutdown()
            util._flush_std_streams()
        return code

    _start_method = None


class _ParentProcess(BaseProcess):
    def __init__(self, name, pid):
        self._identity = ()
        self._name = name
        self._pid = pid
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {}

    def is_alive(self):
        """Whether the parent runs."""
        return os.getppid() == self._pid

    @property
    def ident(self):
        """The parent's number."""
        return self._pid

    pid = ident

    def join(self, timeout=None):
        """Wait for the parent's end."""
        import _multiprocessing

        try:
            fd = os.pidfd_open(self._pid)
        except ProcessLookupError:
            return
        try:
            if self.is_alive():
                _multiprocessing.wait_readable([fd], timeout)
        finally:
            os.close(fd)


class _MainProcess(BaseProcess):
    def __init__(self):
        self._identity = ()
        self._name = "MainProcess"
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {"authkey": AuthenticationString(os.urandom(32)), "semprefix": "/mp"}

    def close(self):
        pass


_parent_process = None
_current_process = _MainProcess()
_counter = itertools.count(1)
_children = set()


class _SignalNames(dict):
    def get(self, code, default=None):
        if code < 0:
            import signal

            try:
                return "-" + signal.Signals(-code).name
            except ValueError:
                pass
        return default


_code_names = _SignalNames()

for _name in ("_ParentProcess", "_MainProcess"):
    globals()[_name].__module__ = __name__
