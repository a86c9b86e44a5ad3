"""zipfile.Path: the members of an archive with the interface of pathlib."""

import io
import posixpath
import re

import zipfile


def _parents(name):
    """The folders above a name."""
    name = name.rstrip("/")
    while name := posixpath.dirname(name):
        yield name + "/"


class CompleteDirs(zipfile.ZipFile):
    """An archive that lists the folders that are only implied by its members."""

    @classmethod
    def make(cls, source):
        """An archive of this class, from another or from a file."""
        if isinstance(source, CompleteDirs):
            return source
        if not isinstance(source, zipfile.ZipFile):
            return cls(source)
        made = cls.__new__(cls)
        made.__dict__ = source.__dict__
        return made

    def namelist(self):
        names = super().namelist()
        seen = dict.fromkeys(names)
        implied = {}
        for name in names:
            for folder in _parents(name):
                if folder not in seen:
                    implied[folder] = None
        return names + list(implied)

    def resolve_dir(self, name):
        """A name, with a slash if it is a folder's."""
        names = set(self.namelist())
        folder = name + "/"
        return folder if name not in names and folder in names else name

    def getinfo(self, name):
        try:
            return super().getinfo(name)
        except KeyError:
            if not name.endswith("/") or name not in set(self.namelist()):
                raise
            return zipfile.ZipInfo(filename=name)

    def __del__(self):
        """The archive that it was made of closes the file."""


class Path:
    """A member of an archive, or a folder of it."""

    def __init__(self, root, at=""):
        self.root = CompleteDirs.make(root)
        self.at = at

    def __eq__(self, other):
        if self.__class__ is not other.__class__:
            return NotImplemented
        return (self.root, self.at) == (other.root, other.at)

    def __hash__(self):
        return hash((self.root, self.at))

    def open(self, mode="r", *args, pwd=None, **kwargs):
        """Open the member, as text unless the mode has a b."""
        if self.is_dir():
            raise IsADirectoryError(self)
        kind = mode[0]
        if not self.exists() and kind == "r":
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, kind, pwd=pwd)
        if "b" in mode:
            if args or kwargs:
                raise ValueError("encoding args invalid for binary operation")
            return stream
        return io.TextIOWrapper(stream, *args, **kwargs)

    @property
    def _base(self):
        import pathlib
        return pathlib.PurePosixPath(self.at or self.root.filename)

    @property
    def name(self):
        """The last part."""
        return self._base.name

    @property
    def suffix(self):
        """The last suffix of the name."""
        return self._base.suffix

    @property
    def suffixes(self):
        """The suffixes of the name."""
        return self._base.suffixes

    @property
    def stem(self):
        """The name without its last suffix."""
        return self._base.stem

    @property
    def filename(self):
        """The path of the archive with the member's."""
        import pathlib
        return pathlib.Path(self.root.filename).joinpath(self.at)

    def read_text(self, *args, **kwargs):
        """The member as text."""
        with self.open("r", *args, **kwargs) as stream:
            return stream.read()

    def read_bytes(self):
        """The member as bytes."""
        with self.open("rb") as stream:
            return stream.read()

    def _next(self, at):
        return self.__class__(self.root, at)

    def is_dir(self):
        """Whether it is a folder."""
        return not self.at or self.at.endswith("/")

    def is_file(self):
        """Whether it is there and no folder."""
        return self.exists() and not self.is_dir()

    def exists(self):
        """Whether it is there."""
        return self.at in set(self.root.namelist())

    def iterdir(self):
        """What is in the folder."""
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        for name in self.root.namelist():
            if posixpath.dirname(name.rstrip("/")) == self.at.rstrip("/"):
                yield self._next(name)

    def match(self, path_pattern):
        """Whether a pattern fits."""
        import pathlib
        return pathlib.PurePosixPath(self.at).match(path_pattern)

    def is_symlink(self):
        """Whether it is a link."""
        import stat
        return stat.S_ISLNK(self.root.getinfo(self.at).external_attr >> 16)

    def glob(self, pattern):
        """What fits a pattern beneath it."""
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        fits = re.compile(re.escape(self.at) + _pattern(pattern)).fullmatch
        return (self._next(name) for name in self.root.namelist() if fits(name.rstrip("/")))

    def rglob(self, pattern):
        """The same at any depth."""
        return self.glob(f"**/{pattern}")

    def relative_to(self, other, *extra):
        """The path from another."""
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))

    def __str__(self):
        return posixpath.join(self.root.filename, self.at)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.root.filename!r}, {self.at!r})"

    def joinpath(self, *other):
        """A path beneath it."""
        return self._next(self.root.resolve_dir(posixpath.join(self.at, *other)))

    __truediv__ = joinpath

    @property
    def parent(self):
        """The folder that it is in."""
        if not self.at:
            return self.filename.parent
        above = posixpath.dirname(self.at.rstrip("/"))
        return self._next(above + "/" if above else above)


def _pattern(text):
    """A pattern of names as a regular expression."""
    out = ""
    at = 0
    while at < len(text):
        if text.startswith("**/", at):
            out += ".*/"
            at += 3
        elif text.startswith("**", at):
            out += ".*"
            at += 2
        else:
            out += {"*": "[^/]*", "?": "[^/]"}.get(text[at]) or re.escape(text[at])
            at += 1
    return out


Path.__module__ = CompleteDirs.__module__ = "zipfile"
