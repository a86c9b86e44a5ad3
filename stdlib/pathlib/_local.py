"""Paths of this system, and pure paths of either kind.

A path is kept as the texts that it was made of; drive, root and the other parts are worked out
when they are first asked for.
"""

import io
import os
import posixpath
import stat as _stat

from pathlib import _windows
from pathlib._abc import UnsupportedOperation

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class _Parents:
    """The row of a path's ancestors."""

    __slots__ = ("_path", "_drive", "_root", "_names")

    def __init__(self, path):
        self._path = path
        self._drive, self._root, self._names = path._parsed()

    def __len__(self):
        return len(self._names)

    def __getitem__(self, index):
        count = len(self._names)
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(count)))
        if not -count <= index < count:
            raise IndexError(index)
        if index < 0:
            index += count
        return self._path._from_parts(self._drive, self._root, self._names[: count - index - 1])

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __contains__(self, other):
        return any(other == parent for parent in self)

    def __reversed__(self):
        return (self[i] for i in range(len(self) - 1, -1, -1))

    def index(self, value):
        for i, parent in enumerate(self):
            if parent == value:
                return i
        raise ValueError

    def count(self, value):
        return sum(parent == value for parent in self)

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


class PurePath:
    """Base class for manipulating paths without I/O."""

    __slots__ = ("_raw", "_parts", "_text", "_hash")

    parser = posixpath

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        raw = []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg.parser is not self.parser:
                    # Slashes of the other kind become slashes of this kind.
                    raw.extend(path.replace("\\", "/") for path in arg._raw)
                else:
                    raw.extend(arg._raw)
                continue
            try:
                path = os.fspath(arg)
            except TypeError:
                path = arg
            if not isinstance(path, str):
                raise TypeError(
                    "argument should be a str or an os.PathLike object where __fspath__ returns "
                    f"a str, not {type(path).__name__!r}"
                )
            raw.append(path)
        self._raw = raw

    def with_segments(self, *pathsegments):
        """Construct a new path object from any number of path-like objects."""
        return type(self)(*pathsegments)

    # ---- parts ---------------------------------------------------------------------------------

    def _parsed(self):
        """Drive, root and the names."""
        try:
            return self._parts
        except AttributeError:
            pass
        raw = self._raw
        if not raw:
            path = ""
        elif len(raw) == 1:
            path = raw[0]
        else:
            path = self.parser.join(*raw)
        self._parts = self._parse_path(path)
        return self._parts

    @classmethod
    def _parse_path(cls, path):
        if not path:
            return "", "", []
        sep = cls.parser.sep
        if cls.parser.altsep:
            path = path.replace(cls.parser.altsep, sep)
        drive, root, rest = cls.parser.splitroot(path)
        if not root and drive.startswith(sep) and not drive.endswith(sep):
            # \\server\share is a root, too, unless it is \\?\device or shorter.
            pieces = drive.split(sep)
            if len(pieces) == 4 and pieces[2] not in "?.":
                root = sep
            elif len(pieces) == 6:
                root = sep
        return drive, root, [name for name in rest.split(sep) if name and name != "."]

    def _from_parts(self, drive, root, names):
        text = self._format(drive, root, names)
        path = self.with_segments(text)
        path._text = text or "."
        path._parts = (drive, root, names)
        return path

    @classmethod
    def _format(cls, drive, root, names):
        sep = cls.parser.sep
        if drive or root:
            return drive + root + sep.join(names)
        if names and cls.parser.splitroot(names[0])[0]:
            names = [".", *names]
        return sep.join(names)

    def __str__(self):
        try:
            return self._text
        except AttributeError:
            self._text = self._format(*self._parsed()) or "."
            return self._text

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def as_posix(self):
        """Return the string representation of the path with forward (/) slashes."""
        return str(self).replace(self.parser.sep, "/")

    def as_uri(self):
        """Return the path as a URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        drive = self.drive
        if len(drive) == 2 and drive[1] == ":":
            prefix, path = "file:///" + drive, self.as_posix()[2:]
        elif drive:
            prefix, path = "file:", self.as_posix()
        else:
            prefix, path = "file://", str(self)
        return prefix + _quote(os.fsencode(path))

    @property
    def drive(self):
        """The drive prefix (letter or UNC path), if any."""
        return self._parsed()[0]

    @property
    def root(self):
        """The root of the path, if any."""
        return self._parsed()[1]

    @property
    def anchor(self):
        """The concatenation of the drive and root, or ''."""
        return self.drive + self.root

    @property
    def parts(self):
        """The components of the path as a tuple."""
        drive, root, names = self._parsed()
        return (drive + root, *names) if drive or root else tuple(names)

    @property
    def name(self):
        """The final path component, if any."""
        names = self._parsed()[2]
        return names[-1] if names else ""

    @property
    def suffix(self):
        """The final component's last suffix, if any, with its leading period."""
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        """A list of the final component's suffixes, if any."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The final path component, minus its last suffix."""
        name = self.name
        dot = name.rfind(".")
        return name[:dot] if 0 < dot < len(name) - 1 else name

    @property
    def parent(self):
        """The logical parent of the path."""
        drive, root, names = self._parsed()
        return self._from_parts(drive, root, names[:-1]) if names else self

    @property
    def parents(self):
        """A sequence of this path's logical parents."""
        return _Parents(self)

    # ---- other paths ---------------------------------------------------------------------------

    def with_name(self, name):
        """Return a new path with the file name changed."""
        parser = self.parser
        if not name or parser.sep in name or (parser.altsep and parser.altsep in name):
            raise ValueError(f"Invalid name {name!r}")
        if name == ".":
            raise ValueError(f"Invalid name {name!r}")
        drive, root, names = self._parsed()
        if not names:
            raise ValueError(f"{self!r} has an empty name")
        return self._from_parts(drive, root, [*names[:-1], name])

    def with_stem(self, stem):
        """Return a new path with the stem changed."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """Return a new path with the file suffix changed."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def relative_to(self, other, /, *_deprecated, walk_up=False):
        """Return the relative path to another path."""
        other = self._other(other, "relative_to", _deprecated)
        for steps, path in enumerate([other, *other.parents]):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        names = [".."] * steps + self._parsed()[2][len(path._parsed()[2]) :]
        return self._from_parts("", "", names)

    def is_relative_to(self, other, /, *_deprecated):
        """Return True if the path is relative to another path or False."""
        other = self._other(other, "is_relative_to", _deprecated)
        return other == self or other in self.parents

    def _other(self, other, method, more):
        if more:
            import warnings

            message = (
                f"support for supplying more than one positional argument to pathlib.PurePath.{method}() "
                "is deprecated and scheduled for removal in Python 3.14"
            )
            warnings.warn(message, DeprecationWarning, stacklevel=3)
            return self.with_segments(other, *more)
        return other if isinstance(other, PurePath) else self.with_segments(other)

    def joinpath(self, *pathsegments):
        """Combine this path with one or several arguments."""
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    # ---- questions -----------------------------------------------------------------------------

    def is_absolute(self):
        """True if the path is absolute."""
        if self.parser is posixpath:
            return bool(self._parsed()[1])
        return self.parser.isabs(str(self))

    def is_reserved(self):
        """Return True if the path contains one of the special names reserved by the system."""
        import warnings

        warnings.warn(
            "pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python "
            "3.15. Use os.path.isreserved() to detect reserved paths on Windows.",
            DeprecationWarning,
            stacklevel=2,
        )
        return False

    def match(self, path_pattern, *, case_sensitive=None):
        """Return True if this path matches the given pattern, compared from the right."""
        if not isinstance(path_pattern, PurePath):
            path_pattern = self.with_segments(path_pattern)
        mine, theirs = self.parts[::-1], path_pattern.parts[::-1]
        if not theirs:
            raise ValueError("empty pattern")
        if len(mine) < len(theirs):
            return False
        if len(mine) > len(theirs) and path_pattern.anchor:
            return False
        for name, pattern in zip(mine, theirs):
            if not _matcher(pattern, self._folds(case_sensitive), False, self.parser)(name):
                return False
        return True

    def full_match(self, pattern, *, case_sensitive=None):
        """Return True if this path matches the given glob-style pattern as a whole."""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        wanted = "" if not pattern.parts else str(pattern)
        text = "" if not self.parts else str(self)
        fold = self._folds(case_sensitive)
        return _matcher(wanted, fold, True, self.parser)(text) is not None

    def _folds(self, case_sensitive):
        """Whether letter case does not count."""
        if case_sensitive is None:
            return self.parser is not posixpath
        return not case_sensitive

    # ---- comparing -----------------------------------------------------------------------------

    def _key(self):
        text = str(self)
        return text if self.parser is posixpath else text.lower()

    def _sort_key(self):
        return self._key().split(self.parser.sep)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key() == other._key() and self.parser is other.parser

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._key())
            return self._hash

    def __lt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._sort_key() < other._sort_key()

    def __le__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._sort_key() <= other._sort_key()

    def __gt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._sort_key() > other._sort_key()

    def __ge__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._sort_key() >= other._sort_key()

    def __reduce__(self):
        return type(self), tuple(self._raw)


def _quote(path):
    """The bytes of a path in a URI."""
    plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/"
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in path)


def _unquote(text):
    out = bytearray()
    data = os.fsencode(text)
    at = 0
    while at < len(data):
        if data[at] == 37:
            try:
                out.append(int(data[at + 1 : at + 3], 16))
                at += 3
                continue
            except ValueError:
                pass
        out.append(data[at])
        at += 1
    return os.fsdecode(bytes(out))


_matchers = {}


def _matcher(pattern, fold, recursive, parser):
    """The match function of a pattern's regular expression."""
    key = pattern, fold, recursive, parser
    found = _matchers.get(key)
    if found is None:
        import glob
        import re

        text = glob.translate(
            pattern, recursive=recursive, include_hidden=True, seps=parser.sep
        )
        found = re.compile(text, re.IGNORECASE if fold else re.NOFLAG).match
        if len(_matchers) > 500:
            _matchers.clear()
        _matchers[key] = found
    return found


class PurePosixPath(PurePath):
    """PurePath subclass for non-Windows systems."""

    __slots__ = ()
    parser = posixpath


class PureWindowsPath(PurePath):
    """PurePath subclass for Windows systems."""

    __slots__ = ()
    parser = _windows


class Path(PurePath):
    """PurePath subclass that can make system calls."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    # ---- looking -------------------------------------------------------------------------------

    def stat(self, *, follow_symlinks=True):
        """Return the result of the stat() system call on this path."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """Like stat(), but of a symbolic link itself."""
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        """Whether this path exists."""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def is_dir(self, *, follow_symlinks=True):
        """Whether this path is a directory."""
        return self._is(_stat.S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether this path is a regular file."""
        return self._is(_stat.S_ISREG, follow_symlinks)

    def is_symlink(self):
        """Whether this path is a symbolic link."""
        return os.path.islink(self)

    def is_junction(self):
        """Whether this path is a junction."""
        return os.path.isjunction(self)

    def is_mount(self):
        """Check if this path is a mount point."""
        return os.path.ismount(self)

    def is_block_device(self):
        """Whether this path is a block device."""
        return self._is(_stat.S_ISBLK, True)

    def is_char_device(self):
        """Whether this path is a character device."""
        return self._is(_stat.S_ISCHR, True)

    def is_fifo(self):
        """Whether this path is a FIFO."""
        return self._is(_stat.S_ISFIFO, True)

    def is_socket(self):
        """Whether this path is a socket."""
        return self._is(_stat.S_ISSOCK, True)

    def _is(self, test, follow_symlinks):
        import errno

        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP):
                raise
            return False
        except ValueError:
            return False

    def samefile(self, other_path):
        """Return whether other_path is the same or not as this file."""
        mine = self.stat()
        try:
            theirs = other_path.stat()
        except AttributeError:
            theirs = self.with_segments(other_path).stat()
        return os.path.samestat(mine, theirs)

    def owner(self, *, follow_symlinks=True):
        """Return the login name of the file owner."""
        uid = self.stat(follow_symlinks=follow_symlinks).st_uid
        return _name_of(uid, "/etc/passwd", "getpwuid(): uid not found: ")

    def group(self, *, follow_symlinks=True):
        """Return the group name of the file gid."""
        gid = self.stat(follow_symlinks=follow_symlinks).st_gid
        return _name_of(gid, "/etc/group", "getgrgid(): gid not found: ")

    # ---- contents ------------------------------------------------------------------------------

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file pointed to by this path and return a file object."""
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """Open the file in bytes mode, read it, and close the file."""
        with self.open(mode="rb") as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """Open the file in text mode, read it, and close the file."""
        with self.open("r", -1, encoding, errors, newline) as f:
            return f.read()

    def write_bytes(self, data):
        """Open the file in bytes mode, write to it, and close the file."""
        view = memoryview(data)
        with self.open(mode="wb") as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Open the file in text mode, write to it, and close the file."""
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", -1, encoding, errors, newline) as f:
            return f.write(data)

    # ---- folders -------------------------------------------------------------------------------

    def iterdir(self):
        """Yield path objects of the directory contents."""
        folder = str(self)
        names = os.listdir(folder)
        drive, root, parts = self._parsed()
        return (self._from_parts(drive, root, [*parts, name]) for name in names)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Iterate over this subtree and yield all existing files matching the pattern."""
        if not isinstance(pattern, PurePath):
            text = os.fspath(pattern)
            pattern = self.with_segments(pattern)
        else:
            text = str(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = list(pattern._parsed()[2])
        if not parts:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        folders_only = text.endswith("/")
        fold = self._folds(case_sensitive)
        return self._select(parts, folders_only, fold, recurse_symlinks)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Recursively yield all existing files matching the pattern, in this subtree."""
        if isinstance(pattern, PurePath):
            pattern = str(pattern)
        pattern = os.fspath(pattern)
        if self.with_segments(pattern).anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self.glob(
            "**/" + pattern, case_sensitive=case_sensitive, recurse_symlinks=recurse_symlinks
        )

    def _select(self, parts, folders_only, fold, follow):
        # With several "**" the same path can be reached in several ways.
        seen = set() if parts.count("**") > 1 else None
        drive, root, mine = self._parsed()
        for names in _find(str(self), [], parts, folders_only, fold, follow):
            if seen is not None:
                key = tuple(names)
                if key in seen:
                    continue
                seen.add(key)
            yield self._from_parts(drive, root, mine + names)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Walk the directory tree from this directory, similar to os.walk()."""
        waiting = [self]
        while waiting:
            path = waiting.pop()
            if isinstance(path, tuple):
                yield path
                continue
            try:
                found = list(os.scandir(path))
            except OSError as error:
                if on_error is not None:
                    on_error(error)
                continue
            folders, files = [], []
            for entry in found:
                try:
                    is_folder = entry.is_dir(follow_symlinks=follow_symlinks)
                except OSError:
                    is_folder = False
                (folders if is_folder else files).append(entry.name)
            if top_down:
                yield path, folders, files
            else:
                waiting.append((path, folders, files))
            waiting.extend(path / name for name in reversed(folders))

    # ---- places --------------------------------------------------------------------------------

    @classmethod
    def cwd(cls):
        """Return a new path pointing to the current working directory."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """Return a new path pointing to expanduser('~')."""
        home = os.path.expanduser("~")
        if home == "~":
            raise RuntimeError("Could not determine home directory.")
        return cls(home)

    @classmethod
    def from_uri(cls, uri):
        """Return a new path from the given 'file' URI."""
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        path = uri[5:]
        if path[:3] == "///":
            path = path[2:]
        elif path[:12] == "//localhost/":
            path = path[11:]
        found = cls(_unquote(path))
        if not found.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return found

    def absolute(self):
        """Return an absolute version of this path, without resolving symlinks."""
        if self.is_absolute():
            return self
        drive, root, names = self.with_segments(os.getcwd())._parsed()
        return self._from_parts(drive, root, names + self._parsed()[2])

    def resolve(self, strict=False):
        """Make the path absolute, resolving all symlinks on the way."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def expanduser(self):
        """Return a new path with expanded ~ and ~user constructs."""
        drive, root, names = self._parsed()
        if drive or root or not names or names[0][:1] != "~":
            return self
        home = os.path.expanduser(names[0])
        if home[:1] == "~":
            raise RuntimeError("Could not determine home directory.")
        drive, root, above = self.with_segments(home)._parsed()
        return self._from_parts(drive, root, above + names[1:])

    def readlink(self):
        """Return the path to which the symbolic link points."""
        return self.with_segments(os.readlink(self))

    # ---- changing ------------------------------------------------------------------------------

    def touch(self, mode=0o666, exist_ok=True):
        """Create this file with the given access mode, if it doesn't exist."""
        if exist_ok:
            try:
                os.utime(self, None)
            except OSError:
                pass
            else:
                return
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Create a new directory at this given path."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions of the path, like os.chmod()."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """Like chmod(), but of a symbolic link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove this file or link."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove this directory. The directory must be empty."""
        os.rmdir(self)

    def rename(self, target):
        """Rename this path to the target path."""
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        """Rename this path to the target path, overwriting if that path exists."""
        os.replace(self, target)
        return self.with_segments(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make this path a symlink pointing to the target path."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Make this path a hard link pointing to the same file as *target*."""
        os.link(target, self)


def _name_of(number, table, missing):
    with open(table) as lines:
        for line in lines:
            fields = line.split(":")
            if len(fields) > 2 and fields[2] == str(number):
                return fields[0]
    raise KeyError(f"{missing}{number}")


def _find(folder, names, parts, folders_only, fold, follow):
    """Names below a folder, as lists, that fit the parts of a pattern."""
    part, rest = parts[0], parts[1:]
    here = os.path.join(folder, *names)
    if part == "**":
        while rest and rest[0] == "**":
            rest = rest[1:]
        yield from _find_below(folder, names, rest, folders_only, fold, follow)
        return
    if not any(c in part for c in "*?[") and not (fold and part != ".."):
        path = os.path.join(here, part)
        if rest:
            if os.path.isdir(path):
                yield from _find(folder, [*names, part], rest, folders_only, fold, follow)
        elif os.path.isdir(path) if folders_only else os.path.lexists(path):
            yield [*names, part]
        return
    matches = _matcher(part, fold, False, posixpath)
    for entry in _entries(here):
        if not matches(entry.name):
            continue
        if (rest or folders_only) and not _is_folder(entry, True):
            continue
        if rest:
            yield from _find(folder, [*names, entry.name], rest, folders_only, fold, follow)
        else:
            yield [*names, entry.name]


def _find_below(folder, names, rest, folders_only, fold, follow):
    """What fits the rest of a pattern in a folder and in every folder below it."""
    if rest:
        yield from _find(folder, names, rest, folders_only, fold, follow)
    elif os.path.isdir(os.path.join(folder, *names)):
        yield names
    else:
        return
    for entry in _entries(os.path.join(folder, *names)):
        below = [*names, entry.name]
        if _is_folder(entry, follow):
            yield from _find_below(folder, below, rest, folders_only, fold, follow)
        elif not rest and not (folders_only and not _is_folder(entry, True)):
            yield below


def _entries(folder):
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _is_folder(entry, follow):
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False


class PosixPath(Path, PurePosixPath):
    """Path subclass for non-Windows systems."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """Path subclass for Windows systems."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")
