"""Other programs: starting them, talking to them, waiting for them.

The start itself is native (`os._start_program`); every wait lets the program's other threads run.
Left out: restore_signals=False (a started program always gets SIGPIPE as the system has it),
extra_groups, and what exists on Windows only.
"""

import builtins
import errno
import io
import os
import sys
import threading
import time

PIPE = -1
STDOUT = -2
DEVNULL = -3

__all__ = [
    "Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput",
    "check_output", "run", "CalledProcessError", "DEVNULL", "SubprocessError", "TimeoutExpired",
    "CompletedProcess",
]

# Popen objects that were forgotten while their programs ran: they are waited for now and then.
_active = []


class SubprocessError(Exception):
    """Something about another program went wrong."""


class CalledProcessError(SubprocessError):
    """A program ended with another exit code than 0, or by a signal."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        code = self.returncode
        if code and code < 0:
            import signal

            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-code)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-code}."
        return f"Command '{self.cmd}' returned non-zero exit status {code}."

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program took longer than it was given."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """A program that has run: args, returncode, stdout, stderr."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        if self.stdout is not None:
            parts.append(f"stdout={self.stdout!r}")
        if self.stderr is not None:
            parts.append(f"stderr={self.stderr!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        """Raise CalledProcessError unless the exit code is 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


def list2cmdline(seq):
    """Arguments as one line, quoted as Windows programs expect it."""
    words = []
    for argument in map(os.fsdecode, seq):
        quote = not argument or " " in argument or "\t" in argument
        word = ['"'] if quote else []
        slashes = 0
        for character in argument:
            if character == "\\":
                slashes += 1
                continue
            if character == '"':
                # Before a quote, backslashes count double, and one more makes the quote plain.
                word.append("\\" * (2 * slashes + 1) + '"')
            else:
                word.append("\\" * slashes + character)
            slashes = 0
        word.append("\\" * slashes)
        if quote:
            word.append("\\" * slashes + '"')
        words.append("".join(word))
    return " ".join(words)


def _cleanup():
    for process in _active[:]:
        if process._internal_poll() is not None:
            try:
                _active.remove(process)
            except ValueError:
                pass


class Popen:
    """A program that was started: stdin, stdout, stderr, pid, returncode."""

    _child_created = False

    def __init__(
        self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None,
        preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None,
        startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False,
        pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None,
        text=None, umask=-1, pipesize=-1, process_group=None,
    ):
        _cleanup()
        self._waitpid_lock = threading.Lock()
        self._input = None
        self._communication_started = False
        self._collected = {}
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if stdout is STDOUT:
            raise ValueError("STDOUT can only be used for stderr")
        if not isinstance(pipesize, int):
            raise TypeError("pipesize must be an integer")
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")
        if not restore_signals:
            raise NotImplementedError("restore_signals=False is not supported")
        if extra_groups is not None:
            raise NotImplementedError("extra_groups is not supported")
        if pass_fds and not close_fds:
            import warnings

            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True

        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = None
        self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.pipesize = pipesize
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError(
                "Cannot disambiguate when both text and universal_newlines are supplied but "
                "different. Pass one or the other."
            )
        self.text_mode = encoding or errors or text or universal_newlines
        line_buffering = False
        if self.text_mode and bufsize == 1:
            line_buffering, bufsize = True, -1
        elif bufsize == 1:
            import warnings

            warnings.warn(
                "line buffering (buffering=1) isn't supported in binary mode, the default buffer "
                "size will be used", RuntimeWarning, stacklevel=2,
            )
            bufsize = -1
        if process_group is None:
            process_group = -1
        user = self._identity(user, "user")
        group = self._identity(group, "group")

        given, own, opened = self._streams(stdin, stdout, stderr)
        try:
            self._open_files(own, bufsize, line_buffering)
            self._start(
                args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, given,
                start_new_session, user, group, umask, process_group,
            )
        except BaseException:
            for file, fd in zip((self.stdin, self.stdout, self.stderr), own):
                if file is not None:
                    try:
                        file.close()
                    except OSError:
                        pass
                elif fd != -1:
                    os.close(fd)
            raise
        finally:
            for fd in opened:
                os.close(fd)

    @staticmethod
    def _identity(wanted, which):
        if wanted is None:
            return None
        if isinstance(wanted, str):
            if which == "user":
                import pwd

                wanted = pwd.getpwnam(wanted).pw_uid
            else:
                import grp

                wanted = grp.getgrnam(wanted).gr_gid
        elif not isinstance(wanted, int):
            raise TypeError(f"{which.capitalize()} must be a string or an integer, not {type(wanted)}")
        if wanted < 0:
            raise ValueError(f"{which.capitalize()} ID cannot be negative, got {wanted}")
        return wanted

    def _streams(self, stdin, stdout, stderr):
        """Descriptors for the program, for us, and those to be closed once it runs."""
        given, own, opened = [-1, -1, -1], [-1, -1, -1], []
        try:
            for at, wish in enumerate((stdin, stdout, stderr)):
                if wish is None:
                    continue
                if wish == PIPE and not hasattr(wish, "fileno"):
                    read, write = os.pipe()
                    given[at], own[at] = (read, write) if at == 0 else (write, read)
                    opened.append(given[at])
                    if self.pipesize > 0:
                        self._resize(own[at], self.pipesize)
                elif wish == DEVNULL and not hasattr(wish, "fileno"):
                    given[at] = os.open(os.devnull, os.O_RDWR)
                    opened.append(given[at])
                elif wish == STDOUT and at == 2 and not hasattr(wish, "fileno"):
                    given[2] = given[1] if given[1] != -1 else 1
                elif isinstance(wish, int):
                    given[at] = wish
                else:
                    given[at] = wish.fileno()
        except BaseException:
            for fd in opened + [fd for fd in own if fd != -1]:
                os.close(fd)
            raise
        return given, own, opened

    @staticmethod
    def _resize(fd, size):
        import fcntl

        fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, size)

    def _open_files(self, own, bufsize, line_buffering):
        for name, fd in zip(("stdin", "stdout", "stderr"), own):
            if fd == -1:
                continue
            file = io.open(fd, "wb" if name == "stdin" else "rb", bufsize)
            if self.text_mode:
                more = {}
                if name == "stdin":
                    more = {"write_through": True, "line_buffering": line_buffering}
                file = io.TextIOWrapper(file, encoding=self.encoding, errors=self.errors, **more)
            setattr(self, name, file)

    def _start(
        self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, given,
        session, user, group, umask, process_group,
    ):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError("path-like args is not allowed when shell is true")
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ["/bin/sh", "-c"] + args
            if executable:
                args[0] = executable
        if executable is None:
            if not args:
                raise IndexError("list index out of range")
            executable = args[0]
        name = executable
        found = os.fsencode(executable)
        if os.path.dirname(found):
            candidates = [found]
        else:
            folders = os.get_exec_path(env)
            candidates = [os.path.join(os.fsencode(folder), found) for folder in folders]
        result = os._start_program(
            candidates, args, env, cwd, given, [int(fd) for fd in pass_fds], bool(close_fds),
            bool(session), process_group, umask, user, group, preexec_fn,
        )
        if isinstance(result, int):
            self.pid = result
            self._child_created = True
            return
        number, place = result
        if place == "preexec":
            raise SubprocessError("Exception occurred in preexec_fn.")
        filename = cwd if place == "cwd" else name
        if number:
            raise OSError(number, os.strerror(number), filename)
        raise SubprocessError("the program could not be started")

    def __repr__(self):
        text = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return text if len(text) <= 80 else text[:76] + "...>"

    __class_getitem__ = classmethod(CompletedProcess.__class_getitem__.__func__)

    @property
    def universal_newlines(self):
        """Whether the streams are text."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type is KeyboardInterrupt:
                # Ctrl-C reached the program too: it gets a moment to end.
                try:
                    self._wait(0.25)
                except TimeoutExpired:
                    pass
            else:
                self.wait()

    def __del__(self):
        if not self._child_created:
            return
        if self.returncode is None and sys.modules is not None:
            import warnings

            warnings.warn(f"subprocess {self.pid} is still running", ResourceWarning, source=self)
        if self._internal_poll() is None:
            _active.append(self)

    def _internal_poll(self):
        if self.returncode is None and self._waitpid_lock.acquire(False):
            try:
                if self.returncode is None:
                    try:
                        pid, status = os.waitpid(self.pid, os.WNOHANG)
                    except ChildProcessError:
                        # Somebody else has waited for it: the code is lost.
                        self.returncode = 0
                    else:
                        if pid == self.pid:
                            self.returncode = os.waitstatus_to_exitcode(status)
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def poll(self):
        """The exit code, or None while the program runs."""
        return self._internal_poll()

    def _wait(self, timeout):
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    if self.returncode is not None:
                        break
                    try:
                        pid, status = os.waitpid(self.pid, 0)
                    except ChildProcessError:
                        pid, status = self.pid, 0
                    if pid == self.pid:
                        self.returncode = os.waitstatus_to_exitcode(status)
            return self.returncode
        end = time.monotonic() + timeout
        if self._internal_poll() is not None:
            return self.returncode
        import _multiprocessing

        try:
            fd = os.pidfd_open(self.pid)
        except ProcessLookupError:
            fd = None
        try:
            while self._internal_poll() is None:
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutExpired(self.args, timeout)
                if fd is None:
                    time.sleep(min(left, 0.01))
                else:
                    _multiprocessing.wait_readable([fd], left)
        finally:
            if fd is not None:
                os.close(fd)
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the program's end; its exit code. TimeoutExpired when it takes longer."""
        return self._wait(timeout)

    def send_signal(self, sig):
        """Send a signal to the program, if it has not ended."""
        self.poll()
        if self.returncode is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        """Ask the program to end, by SIGTERM."""
        self.send_signal(15)

    def kill(self):
        """End the program, by SIGKILL."""
        self.send_signal(9)

    # ---- talking ------------------------------------------------------------------------------

    def _stdin_write(self, input):
        if input:
            try:
                self.stdin.write(input)
            except BrokenPipeError:
                pass
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass

    def communicate(self, input=None, timeout=None):
        """Write the input, read everything, wait for the end: (stdout, stderr)."""
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        end = None if timeout is None else time.monotonic() + timeout
        if timeout is None and not self._communication_started and (
            [self.stdin, self.stdout, self.stderr].count(None) >= 2
        ):
            out = err = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                out = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                err = self.stderr.read()
                self.stderr.close()
            self.wait()
            return out, err
        self._exchange(input, end, timeout)
        code = self.wait(None if end is None else max(0, end - time.monotonic()))
        del code
        return self._result("stdout"), self._result("stderr")

    def _exchange(self, input, end, timeout):
        if not self._communication_started:
            self._communication_started = True
            self._workers = []
            for name in ("stdout", "stderr"):
                if getattr(self, name):
                    self._collected[name] = []
                    self._work(self._drain, name)
            if self.stdin:
                # Here, not in the thread that writes: the caller has to see what is wrong with it.
                if input is not None and self.text_mode:
                    input = input.encode(self.stdin.encoding, self.stdin.errors)
                self._work(self._feed, memoryview(input).cast("B") if input else None)
        for worker in self._workers:
            worker.join(None if end is None else max(0, end - time.monotonic()))
            if worker.is_alive():
                out, err = (b"".join(self._collected[n]) if n in self._collected else None
                            for n in ("stdout", "stderr"))
                raise TimeoutExpired(self.args, timeout, output=out or None, stderr=err or None)

    def _work(self, function, argument):
        worker = threading.Thread(target=function, args=(argument,), daemon=True)
        worker.start()
        self._workers.append(worker)

    def _drain(self, name):
        stream = getattr(self, name)
        binary = stream.buffer if self.text_mode else stream
        parts = self._collected[name]
        fd = binary.fileno()
        while data := os.read(fd, 1 << 17):
            parts.append(data)
        stream.close()

    def _feed(self, view):
        try:
            self.stdin.flush()
            if view:
                os.write(self.stdin.fileno(), view)
        except BrokenPipeError:
            pass
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass

    def _result(self, name):
        if name not in self._collected:
            return None
        data = b"".join(self._collected[name])
        if not self.text_mode:
            return data
        stream = getattr(self, name)
        text = data.decode(stream.encoding, stream.errors)
        return text.replace("\r\n", "\n").replace("\r", "\n")


def call(*popenargs, timeout=None, **kwargs):
    """Run a program and wait for it; its exit code."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """Run a program and wait for it; CalledProcessError unless its exit code is 0."""
    code = call(*popenargs, **kwargs)
    if code:
        command = kwargs.get("args")
        raise CalledProcessError(code, popenargs[0] if command is None else command)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a program; what it wrote. CalledProcessError unless its exit code is 0."""
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        text = kwargs.get("universal_newlines") or kwargs.get("text") or kwargs.get("encoding")
        kwargs["input"] = "" if text or kwargs.get("errors") else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program and wait for it; a CompletedProcess."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except:
            process.kill()
            raise
        code = process.poll()
        if check and code:
            raise CalledProcessError(code, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, code, stdout, stderr)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Run a line in the shell: (exit code, what it wrote, without the last newline)."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        code = 0
    except CalledProcessError as error:
        data, code = error.output, error.returncode
    return code, data.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    """Run a line in the shell: what it wrote, without the last newline."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]
