"""The parts of os that are generators, classes of files, or abstract classes."""

import os
from os import fspath, path as _path

try:
    from abc import ABCMeta as _Base, abstractmethod as _abstractmethod
except ImportError:
    _Base = type

    def _abstractmethod(function):
        return function


class _PathLikeType(_Base):
    """isinstance() and issubclass() ask for the method."""

    def __subclasscheck__(cls, subclass):
        if cls is PathLike:
            for base in subclass.__mro__:
                if "__fspath__" in base.__dict__:
                    return base.__dict__["__fspath__"] is not None
        return super().__subclasscheck__(subclass)

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))


class PathLike(metaclass=_PathLikeType):
    """Abstract base class for implementing the file system path protocol."""

    __module__ = "os"

    @_abstractmethod
    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


def _list(entries, onerror):
    """Names of folders and of other entries, and which of the folders are links."""
    folders, others, links = [], [], set()
    with entries:
        while True:
            try:
                entry = next(entries)
            except StopIteration:
                return folders, others, links
            except OSError as error:
                if onerror is not None:
                    onerror(error)
                return None
            try:
                is_folder = entry.is_dir()
            except OSError:
                is_folder = False
            if not is_folder:
                others.append(entry.name)
                continue
            folders.append(entry.name)
            try:
                if entry.is_symlink():
                    links.add(entry.name)
            except OSError:
                pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Directory tree generator."""
    # What waits: a path to look into, or a finished triple of a walk from the bottom.
    waiting = [fspath(top)]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            yield current
            continue
        try:
            entries = os.scandir(current)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        found = _list(entries, onerror)
        if found is None:
            continue
        folders, others, links = found
        if topdown:
            yield current, folders, others
            # The caller may have changed the list.
            below = [_path.join(current, name) for name in folders]
            for folder in reversed(below):
                if followlinks or not _path.islink(folder):
                    waiting.append(folder)
        else:
            waiting.append((current, folders, others))
            for name in reversed(folders):
                if followlinks or name not in links:
                    waiting.append(_path.join(current, name))


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """Directory tree generator that also gives a descriptor of each folder."""
    yield from _fwalk(top, fspath(top), dir_fd, topdown, onerror, follow_symlinks, True)


def _fwalk(name, shown, dir_fd, topdown, onerror, follow, is_top):
    try:
        if not follow:
            before = os.stat(name, follow_symlinks=False, dir_fd=dir_fd)
        fd = os.open(name, os.O_RDONLY | os.O_NONBLOCK, dir_fd=dir_fd)
    except OSError as error:
        if is_top and onerror is None:
            raise
        if onerror is not None:
            onerror(error)
        return
    try:
        if not follow:
            after = os.stat(fd)
            same = before.st_ino == after.st_ino and before.st_dev == after.st_dev
            if not same or before.st_mode & 0o170000 != 0o040000:
                return
        folders, others = [], []
        for entry in os.scandir(fd):
            try:
                is_folder = (os.stat(entry.name, dir_fd=fd).st_mode & 0o170000) == 0o040000
            except OSError:
                is_folder = False
            (folders if is_folder else others).append(
                entry.name if isinstance(shown, str) else os.fsencode(entry.name)
            )
        if topdown:
            yield shown, folders, others, fd
        for folder in folders:
            below = _path.join(shown, folder)
            yield from _fwalk(folder, below, fd, topdown, onerror, follow, False)
        if not topdown:
            yield shown, folders, others, fd
    finally:
        os.close(fd)


def get_exec_path(env=None):
    """The folders that are searched for a named executable."""
    if env is None:
        env = os.environ
    found = env.get("PATH")
    try:
        in_bytes = env[b"PATH"]
    except (KeyError, TypeError):
        pass
    else:
        if found is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        found = in_bytes
    if found is None:
        found = os.defpath
    if isinstance(found, bytes):
        found = os.fsdecode(found)
    return found.split(os.pathsep)


def execvpe(file, args, env):
    """Be another program from now on: searched for in PATH, with an environment."""
    _exec_found(file, args, env)


def execvp(file, args):
    """Be another program from now on: searched for in PATH."""
    _exec_found(file, args, None)


def _exec_found(file, args, env):
    run = (lambda path: os.execv(path, args)) if env is None else (
        lambda path: os.execve(path, args, env)
    )
    if _path.dirname(file):
        run(file)
        return
    failure = last = None
    name = os.fsencode(file)
    for folder in get_exec_path(env):
        try:
            run(_path.join(os.fsencode(folder), name))
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            failure = failure or error
    raise failure or last


def execl(file, *args):
    """Be another program from now on: its arguments one by one."""
    os.execv(file, args)


def execle(file, *args):
    """execl(), with the environment as the last argument."""
    os.execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """execl(), searched for in PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """execlp(), with the environment as the last argument."""
    execvpe(file, args[:-1], args[-1])


def _spawn(mode, file, args, env, run):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    pid = os.fork()
    if pid == 0:
        try:
            run(file, args) if env is None else run(file, args, env)
        except BaseException:
            os._exit(127)
    if mode == 1:
        return pid
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    """Run a program: its exit code with P_WAIT, its number with P_NOWAIT."""
    return _spawn(mode, file, args, None, os.execv)


def spawnve(mode, file, args, env):
    """spawnv(), with an environment."""
    return _spawn(mode, file, args, env, os.execve)


def spawnvp(mode, file, args):
    """spawnv(), searched for in PATH."""
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """spawnvp(), with an environment."""
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """spawnv(), its arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnl(), with the environment as the last argument."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnl(), searched for in PATH."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnlp(), with the environment as the last argument."""
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    """Open a pipe to or from the command."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    from subprocess import PIPE, Popen

    if mode == "r":
        process = Popen(cmd, shell=True, text=True, stdout=PIPE, bufsize=buffering)
        return _CommandFile(process.stdout, process)
    process = Popen(cmd, shell=True, text=True, stdin=PIPE, bufsize=buffering)
    return _CommandFile(process.stdin, process)


class _CommandFile:
    """A pipe that waits for its command when it is closed."""

    def __init__(self, stream, process):
        self._stream = stream
        self._process = process

    def close(self):
        self._stream.close()
        code = self._process.wait()
        if code == 0:
            return None
        # The status as wait() gives it: the exit code stands in the higher byte.
        return code << 8 if code > 0 else code

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


supports_dir_fd = {
    os.access, os.chmod, os.chown, os.link, os.mkdir, os.mkfifo, os.mknod, os.open, os.readlink,
    os.rename, os.replace, os.rmdir, os.stat, os.lstat, os.symlink, os.remove, os.unlink, os.utime,
}
supports_effective_ids = {os.access}
supports_fd = {
    os.chdir, os.chmod, os.chown, os.listdir, os.scandir, os.stat, os.statvfs, os.truncate,
    os.utime,
}
supports_follow_symlinks = {os.access, os.chown, os.link, os.stat, os.utime}
