"""Temporary files and directories that clean up behind themselves."""

import functools as _functools
import io as _io
import os as _os
import random as _random
import shutil as _shutil

__all__ = [
    "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp",
    "mkdtemp", "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb",
    "gettempdirb",
]

TMP_MAX = 10000
template = "tmp"
tempdir = None


class _Names:
    """Random names of eight characters."""

    characters = "abcdefghijklmnopqrstuvwxyz0123456789_"

    def __init__(self):
        self._owner = None

    def __iter__(self):
        return self

    def __next__(self):
        # A generator of its own: random.seed() of the program is no concern here.
        if self._owner is None:
            self._owner = _random.Random(_os.urandom(16))
        return "".join(self._owner.choices(self.characters, k=8))


_names = _Names()


def _get_candidate_names():
    return _names


def _kind(*values):
    """str or bytes, whichever the arguments are."""
    kind = None
    for value in values:
        if value is None:
            continue
        if isinstance(value, _os.PathLike):
            value = _os.fspath(value)
        if isinstance(value, bytes):
            if kind is str:
                raise TypeError("Can't mix bytes and non-bytes in path components.")
            kind = bytes
        else:
            if kind is bytes:
                raise TypeError("Can't mix bytes and non-bytes in path components.")
            kind = str
    if kind is None:
        if tempdir is None or isinstance(tempdir, str):
            return str
        return bytes
    return kind


def _parameters(prefix, suffix, dir):
    kind = _kind(prefix, suffix, dir)
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if kind is str else _os.fsencode(template)
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


def gettempprefix():
    """The default prefix for temporary files."""
    return template


def gettempprefixb():
    """The default prefix for temporary files as bytes."""
    return _os.fsencode(template)


def _candidates():
    for name in ("TMPDIR", "TEMP", "TMP"):
        folder = _os.getenv(name)
        if folder:
            yield _os.path.abspath(folder)
    yield from ("/tmp", "/var/tmp", "/usr/tmp")
    try:
        yield _os.getcwd()
    except OSError:
        yield _os.curdir


def _usable(folder):
    name = _os.path.join(folder, next(_names))
    try:
        fd = _os.open(name, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600)
        try:
            _os.write(fd, b"blat")
        finally:
            _os.close(fd)
            _os.unlink(name)
    except OSError:
        return False
    return True


def _gettempdir():
    global tempdir
    if tempdir is None:
        tried = []
        for folder in _candidates():
            if _usable(folder):
                tempdir = folder
                break
            tried.append(folder)
        else:
            raise FileNotFoundError(2, f"No usable temporary directory found in {tried}")
    return tempdir


def gettempdir():
    """Returns tempfile.tempdir as str."""
    return _os.fsdecode(_gettempdir())


def gettempdirb():
    """Returns tempfile.tempdir as bytes."""
    return _os.fsencode(_gettempdir())


def _attempts(make, dir, prefix, suffix, kind, what):
    """Try names until one is free."""
    for _ in range(TMP_MAX):
        name = next(_names)
        if kind is bytes:
            name = _os.fsencode(name)
        path = _os.path.join(dir, prefix + name + suffix)
        try:
            return make(path), _os.path.abspath(path)
        except FileExistsError:
            continue
    raise FileExistsError(17, f"No usable temporary {what} name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """User-callable function to create and return a unique temporary file."""
    prefix, suffix, dir, kind = _parameters(prefix, suffix, dir)
    flags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | _os.O_NOFOLLOW | _os.O_CLOEXEC

    def make(path):
        return _os.open(path, flags, 0o600)

    return _attempts(make, dir, prefix, suffix, kind, "file")


def mkdtemp(suffix=None, prefix=None, dir=None):
    """User-callable function to create and return a unique temporary directory."""
    prefix, suffix, dir, kind = _parameters(prefix, suffix, dir)

    def make(path):
        _os.mkdir(path, 0o700)

    return _attempts(make, dir, prefix, suffix, kind, "directory")[1]


def mktemp(suffix="", prefix=template, dir=None):
    """User-callable function to return a unique temporary file name."""
    if dir is None:
        dir = gettempdir()
    for _ in range(TMP_MAX):
        path = _os.path.join(dir, prefix + next(_names) + suffix)
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, "No usable temporary filename found")


class _Closer:
    """Closes a temporary file and removes its name, at the latest when nobody needs it."""

    def __init__(self, file, name, delete, delete_on_close):
        self.file = file
        self.name = name
        self.delete = delete
        self.delete_on_close = delete_on_close
        self.closed = False

    def close(self):
        """Close the file, possibly deleting it."""
        if not self.closed:
            self.closed = True
            try:
                self.file.close()
            finally:
                if self.delete_on_close:
                    self.remove()

    def remove(self):
        """Remove the name."""
        if self.delete and self.name is not None:
            self.delete = False
            try:
                _os.unlink(self.name)
            except FileNotFoundError:
                pass

    def __del__(self):
        self.close()
        self.remove()


class _TemporaryFileWrapper:
    """A file that removes its name when it is closed."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._closer = _Closer(file, name, delete, delete_on_close)

    def __getattr__(self, name):
        file = self.__dict__["file"]
        value = getattr(file, name)
        if hasattr(value, "__call__"):
            method, closer = value, self._closer

            @_functools.wraps(method)
            def value(*args, **kwargs):
                # The file stays open as long as one of its methods is in use.
                closer
                return method(*args, **kwargs)
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *args):
        result = self.file.__exit__(*args)
        self._closer.remove()
        return result

    def close(self):
        """Close the temporary file, possibly deleting it."""
        self._closer.close()

    def __iter__(self):
        # The wrapper must live as long as the loop.
        for line in self.file:
            yield line

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} {self.name!r}>"


def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
    delete=True, *, errors=None, delete_on_close=True,
):
    """Create and return a temporary file."""
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        file = _io.open(fd, mode, buffering, encoding, errors, newline)
    except BaseException:
        _os.unlink(name)
        _os.close(fd)
        raise
    return _TemporaryFileWrapper(file, name, delete, delete_on_close)


def TemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
    errors=None,
):
    """Create and return a temporary file that has no name."""
    fd, name = mkstemp(suffix, prefix, dir)
    _os.unlink(name)
    try:
        return _io.open(fd, mode, buffering, encoding, errors, newline)
    except BaseException:
        _os.close(fd)
        raise


class SpooledTemporaryFile(_io.IOBase):
    """A file in memory that moves to disk when it grows."""

    _rolled = False

    def __init__(
        self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None,
        prefix=None, dir=None, *, errors=None,
    ):
        if "b" in mode:
            self._file = _io.BytesIO()
        else:
            self._file = _io.TextIOWrapper(
                _io.BytesIO(), encoding=encoding, errors=errors, newline=newline
            )
        self._max_size = max_size
        self._options = dict(
            mode=mode, buffering=buffering, encoding=encoding, newline=newline, suffix=suffix,
            prefix=prefix, dir=dir, errors=errors,
        )

    def _check(self):
        if not self._rolled and self._max_size and self._file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        if self._rolled:
            return
        old, self._file = self._file, TemporaryFile(**self._options)
        place = old.tell()
        if hasattr(old, "buffer"):
            old.flush()
            self._file.buffer.write(old.buffer.getvalue())
        else:
            self._file.write(old.getvalue())
        self._file.seek(place, 0)
        self._rolled = True

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, *args):
        self._file.close()

    def __iter__(self):
        return self._file.__iter__()

    def __del__(self):
        if not self.closed:
            self.close()

    def close(self):
        self._file.close()

    @property
    def closed(self):
        return self._file.closed

    @property
    def encoding(self):
        return self._file.encoding

    @property
    def errors(self):
        return self._file.errors

    @property
    def newlines(self):
        return self._file.newlines

    @property
    def mode(self):
        return self._file.mode if self._rolled else self._options["mode"]

    @property
    def name(self):
        return self._file.name if self._rolled else None

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def flush(self):
        self._file.flush()

    def isatty(self):
        return self._file.isatty()

    def read(self, *args):
        return self._file.read(*args)

    def detach(self):
        """Take the layer below away from a file of text."""
        return self._file.detach()

    def readinto1(self, buffer):
        """Fill a buffer with one read at most."""
        return self._file.readinto1(buffer)

    def read1(self, *args):
        return self._file.read1(*args)

    def readinto(self, b):
        return self._file.readinto(b)

    def readline(self, *args):
        return self._file.readline(*args)

    def readlines(self, *args):
        return self._file.readlines(*args)

    def readable(self):
        return self._file.readable()

    def writable(self):
        return self._file.writable()

    def seekable(self):
        return self._file.seekable()

    def seek(self, *args):
        return self._file.seek(*args)

    def tell(self):
        return self._file.tell()

    def truncate(self, size=None):
        if size is None:
            return self._file.truncate()
        if size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    def write(self, s):
        written = self._file.write(s)
        self._check()
        return written

    def writelines(self, iterable):
        for line in iterable:
            self._file.write(line)
            self._check()


class TemporaryDirectory:
    """Create and return a temporary directory, removed at the end of a with block."""

    def __init__(
        self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True
    ):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._removed = False

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        if self._delete:
            self.cleanup()

    def __del__(self):
        if self._delete and not self._removed:
            import warnings

            self.cleanup()
            warnings.warn(f"Implicitly cleaning up {self!r}", ResourceWarning)

    def cleanup(self):
        if not self._removed or _os.path.exists(self.name):
            self._removed = True
            _shutil.rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)
