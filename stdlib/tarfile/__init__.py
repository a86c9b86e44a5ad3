"""tarfile: tar archives, plain or compressed by gzip, bzip2 or xz.

Read are the formats ustar, GNU (long names) and pax; written are pax (the default), ustar and GNU
with long names. Extraction takes the filters of PEP 706. Left out: sparse files, and the modes
`r|` and `w|` for anything but files that are read or written from front to back as they are (they
work, without seeking).
"""

import io
import os
import stat
import sys
import time

from tarfile._headers import (
    AREGTYPE, BLKTYPE, BLOCKSIZE, CHRTYPE, CONTTYPE, DEFAULT_FORMAT, DIRTYPE, ENCODING,
    EOFHeaderError, EmptyHeaderError, FIFOTYPE, GNUTYPE_LONGLINK, GNUTYPE_LONGNAME,
    GNUTYPE_SPARSE, GNU_FORMAT, HeaderError, InvalidHeaderError, LNKTYPE, PAX_FORMAT,
    RECORDSIZE, REGTYPE, REGULAR_TYPES, ReadError, SYMTYPE, SUPPORTED_TYPES, TarError,
    TarInfo, TruncatedHeaderError, USTAR_FORMAT, XGLTYPE, XHDTYPE, CompressionError, StreamError,
    ExtractError, SubsequentHeaderError,
)
from tarfile._filters import (
    AbsoluteLinkError, AbsolutePathError, FilterError, LinkOutsideDestinationError,
    OutsideDestinationError, SpecialFileError, data_filter, find_filter, fully_trusted_filter,
    tar_filter,
)

__all__ = ["TarFile", "TarInfo", "is_tarfile", "TarError", "ReadError", "CompressionError",
           "StreamError", "ExtractError", "HeaderError", "ENCODING", "USTAR_FORMAT",
           "GNU_FORMAT", "PAX_FORMAT", "DEFAULT_FORMAT", "open", "fully_trusted_filter",
           "data_filter", "tar_filter", "FilterError", "AbsoluteLinkError",
           "OutsideDestinationError", "SpecialFileError", "AbsolutePathError",
           "LinkOutsideDestinationError"]

version = "0.9.0"
bltn_open = io.open


class _MemberFile(io.RawIOBase):
    """The bytes of a member, within the archive's file."""

    def __init__(self, archive, member):
        self._file = archive.fileobj
        self._start = member.offset_data
        self._size = member.size
        self._place = 0
        self.name = member.name
        self.mode = "rb"

    def readable(self):
        return True

    def seekable(self):
        return getattr(self._file, "seekable", lambda: True)()

    def readinto(self, buffer):
        count = min(len(buffer), self._size - self._place)
        if count <= 0:
            return 0
        self._file.seek(self._start + self._place)
        data = self._file.read(count)
        if not data:
            raise ReadError("unexpected end of data")
        buffer[:len(data)] = data
        self._place += len(data)
        return len(data)

    def seek(self, offset, whence=io.SEEK_SET):
        base = (0, self._place, self._size)[whence]
        self._place = min(max(base + offset, 0), self._size)
        return self._place

    def tell(self):
        return self._place


class ExFileObject(io.BufferedReader):
    """A member that is open for reading."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_MemberFile(tarfile, tarinfo))


class _Forward:
    """A file that can only be read from front to back, with seeking ahead."""

    def __init__(self, file):
        self._file = file
        self._place = 0

    def tell(self):
        return self._place

    def seekable(self):
        return False

    def seek(self, place):
        if place < self._place:
            raise StreamError("seeking backwards is not allowed")
        while self._place < place and self.read(min(place - self._place, RECORDSIZE)):
            pass
        return self._place

    def read(self, size=-1):
        parts = []
        while size:
            data = self._file.read(size if size > 0 else RECORDSIZE)
            if not data:
                break
            parts.append(data)
            self._place += len(data)
            if size > 0:
                size -= len(data)
        return b"".join(parts)

    def write(self, data):
        self._place += len(data)
        return self._file.write(data)

    def close(self):
        self._file.close()


def _copy(source, target, length):
    """Copy so many bytes."""
    while length > 0:
        data = source.read(min(length, 16 * 1024))
        if not data:
            raise OSError("unexpected end of data")
        target.write(data)
        length -= len(data)


class TarFile:
    """A tar archive."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None

    OPEN_METH = {"tar": "taropen", "gz": "gzopen", "bz2": "bz2open", "xz": "xzopen"}

    def __init__(self, name=None, mode="r", fileobj=None, format=None, tarinfo=None,
                 dereference=None, ignore_zeros=None, encoding=None,
                 errors="surrogateescape", pax_headers=None, debug=None, errorlevel=None,
                 copybufsize=None, stream=False):
        modes = {"r": "rb", "a": "r+b", "w": "wb", "x": "xb"}
        if mode not in modes:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode = mode
        self._mode = modes[mode]
        if not fileobj:
            if self.mode == "a" and not os.path.exists(name):
                self.mode = "w"
                self._mode = "wb"
            fileobj = bltn_open(name, self._mode)
            self._extfileobj = False
        else:
            if name is None and isinstance(getattr(fileobj, "name", None), (str, bytes)):
                name = fileobj.name
            if hasattr(fileobj, "mode") and isinstance(fileobj.mode, str):
                self._mode = fileobj.mode
            self._extfileobj = True
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        for setting, value in (("format", format), ("tarinfo", tarinfo),
                               ("dereference", dereference), ("ignore_zeros", ignore_zeros),
                               ("encoding", encoding), ("debug", debug),
                               ("errorlevel", errorlevel)):
            if value is not None:
                setattr(self, setting, value)
        self.errors = errors
        self.pax_headers = dict(pax_headers) if pax_headers and self.format == PAX_FORMAT else {}
        self.copybufsize = copybufsize
        self.stream = stream
        self.closed = False
        self.members = []
        self._loaded = False
        self._unames = {}
        self._gnames = {}
        self.inodes = {}
        try:
            self.offset = self.fileobj.tell()
            self.firstmember = None
            self._begin()
        except BaseException:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def _begin(self):
        if self.mode == "r":
            self.firstmember = self.next()
        elif self.mode == "a":
            # New members go where the end is marked.
            while True:
                self.fileobj.seek(self.offset)
                try:
                    member = self.tarinfo.fromtarfile(self)
                    self.members.append(member)
                except EOFHeaderError:
                    self.fileobj.seek(self.offset)
                    break
                except HeaderError as problem:
                    raise ReadError(str(problem)) from None
        else:
            self._loaded = True
            if self.pax_headers:
                block = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                self.fileobj.write(block)
                self.offset += len(block)

    # ---- opening ----

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Open an archive: `r`, `r:gz`, `w`, `w:gz`, `a`, `x`, and with `|` for streams."""
        if not name and not fileobj:
            raise ValueError("nothing to open")
        if mode in ("r", "r:*"):
            place = fileobj.tell() if fileobj is not None else 0
            problems = []
            for kind in ("tar", "gz", "bz2", "xz"):
                try:
                    return getattr(cls, cls.OPEN_METH[kind])(name, "r", fileobj, **kwargs)
                except (ReadError, CompressionError) as problem:
                    problems.append(f"- method {kind}: {problem!r}")
                    if fileobj is not None:
                        fileobj.seek(place)
            listed = "\n".join(problems)
            raise ReadError(f"file could not be opened successfully:\n{listed}")
        if ":" in mode:
            filemode, kind = mode.split(":", 1)
            filemode, kind = filemode or "r", kind or "tar"
            if kind not in cls.OPEN_METH:
                raise CompressionError("unknown compression type %r" % kind)
            return getattr(cls, cls.OPEN_METH[kind])(name, filemode, fileobj, **kwargs)
        if "|" in mode:
            return cls._stream_open(name, mode, fileobj, **kwargs)
        if mode in ("a", "w", "x"):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError("undiscernible mode")

    @classmethod
    def _stream_open(cls, name, mode, fileobj, **kwargs):
        filemode, kind = mode.split("|", 1)
        filemode, kind = filemode or "r", kind or "tar"
        if filemode not in ("r", "w"):
            raise ValueError("mode must be 'r' or 'w'")
        own = fileobj is None
        if own:
            fileobj = bltn_open(name, filemode + "b")
        level = kwargs.pop("compresslevel", 9)
        closing = [fileobj] if own else []
        preset = kwargs.pop("preset", None)
        if kind == "*":
            fileobj = io.BufferedReader(fileobj) if not hasattr(fileobj, "peek") else fileobj
            head = fileobj.peek(6)
            kinds = (b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ", "xz"), (b"", "tar")
            kind = next(kind for magic, kind in kinds if head.startswith(magic))
        if kind != "tar":
            if kind == "gz":
                import gzip
                packed = gzip.GzipFile(name or "", filemode + "b", level, fileobj)
            elif kind == "bz2":
                import bz2
                packed = bz2.BZ2File(fileobj, filemode + "b", compresslevel=level)
            elif kind == "xz":
                import lzma
                packed = lzma.LZMAFile(fileobj, filemode + "b", preset=preset)
            else:
                raise CompressionError("unknown compression type %r" % kind)
            closing.insert(0, packed)
            fileobj = packed
        made = cls(name, filemode, _Forward(fileobj), **kwargs)
        made._closing = closing
        return made

    @classmethod
    def taropen(cls, name, mode="r", fileobj=None, **kwargs):
        """Open an archive that is not compressed."""
        if mode not in ("r", "a", "w", "x"):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def _packed_open(cls, name, mode, opener, kind, **kwargs):
        """An archive within the compressed file that `opener` makes for a mode."""
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        bad = _problems(kind)
        try:
            packed = opener(mode + "b")
        except bad as problem:
            if mode == "r" and kwargs.get("fileobj") is not None:
                raise ReadError(f"not {kind} file") from problem
            raise
        kwargs.pop("fileobj", None)
        try:
            made = cls.taropen(name, mode, packed, **kwargs)
        except bad as problem:
            packed.close()
            if mode == "r":
                raise ReadError(f"not {kind} file") from problem
            raise
        except BaseException:
            packed.close()
            raise
        made._extfileobj = False
        return made

    @classmethod
    def gzopen(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """Open an archive compressed by gzip."""
        import gzip
        return cls._packed_open(
            name, mode, lambda mode: gzip.GzipFile(name, mode, compresslevel, fileobj),
            "a gzip", fileobj=fileobj, **kwargs)

    @classmethod
    def bz2open(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """Open an archive compressed by bzip2."""
        import bz2
        return cls._packed_open(
            name, mode,
            lambda mode: bz2.BZ2File(fileobj or name, mode, compresslevel=compresslevel),
            "a bzip2", fileobj=fileobj, **kwargs)

    @classmethod
    def xzopen(cls, name, mode="r", fileobj=None, preset=None, **kwargs):
        """Open an archive compressed by xz."""
        import lzma
        return cls._packed_open(
            name, mode, lambda mode: lzma.LZMAFile(fileobj or name, mode, preset=preset),
            "an lzma", fileobj=fileobj, **kwargs)

    def close(self):
        """Write the end, and close the file."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ("a", "w", "x"):
                self.fileobj.write(bytes(BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                rest = self.offset % RECORDSIZE
                if rest:
                    self.fileobj.write(bytes(RECORDSIZE - rest))
        finally:
            if not self._extfileobj:
                self.fileobj.close()
            for each in getattr(self, "_closing", ()):
                each.close()

    def _check(self, modes=None):
        """Raise an error if the archive is closed or in another mode."""
        if self.closed:
            raise OSError("%s is closed" % self.__class__.__name__)
        if modes is not None and self.mode not in modes:
            raise OSError("bad operation for mode %r" % self.mode)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
            return
        # The end is not written after an error.
        if not self._extfileobj:
            self.fileobj.close()
        self.closed = True

    # ---- the contents ----

    def next(self):
        """The next member, None after the last."""
        self._check("ra")
        if self.firstmember is not None:
            member, self.firstmember = self.firstmember, None
            return member
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError("unexpected end of data")
        member = None
        while True:
            try:
                member = self.tarinfo.fromtarfile(self)
            except EOFHeaderError:
                if self.ignore_zeros:
                    self.offset += BLOCKSIZE
                    continue
            except InvalidHeaderError as problem:
                if self.ignore_zeros:
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0:
                    raise ReadError(str(problem)) from None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError("empty file") from None
            except TruncatedHeaderError as problem:
                if self.offset == 0:
                    raise ReadError(str(problem)) from None
            except SubsequentHeaderError as problem:
                raise ReadError(str(problem)) from None
            break
        if member is None:
            self._loaded = True
        elif not self.stream:
            self.members.append(member)
        return member

    def _load(self):
        if not self._loaded:
            while self.next() is not None:
                pass
            self._loaded = True

    def getmembers(self):
        """All members."""
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        """The names of all members."""
        return [member.name for member in self.getmembers()]

    def getmember(self, name):
        """The member of a name, the last where there are several."""
        member = self._find(name.rstrip("/"))
        if member is None:
            raise KeyError("filename %r not found" % name)
        return member

    def _find(self, name, before=None):
        members = self.getmembers()
        if before is not None and before in members:
            members = members[:members.index(before)]
        for member in reversed(members):
            if member.name == name:
                return member
        return None

    def __iter__(self):
        if self._loaded:
            yield from self.members
            return
        at = 0
        if self.firstmember is not None:
            yield self.next()
            at += 1
        while True:
            if at < len(self.members):
                member = self.members[at]
            elif not self._loaded:
                member = self.next()
                if not member:
                    return
            else:
                return
            at += 1
            yield member

    def list(self, verbose=True, *, members=None):
        """Print the members."""
        self._check()
        for member in self if members is None else members:
            shown = []
            if verbose:
                shown.append(stat.filemode(member._full_mode()))
                shown.append("%s/%s" % (member.uname or member.uid, member.gname or member.gid))
                if member.ischr() or member.isblk():
                    shown.append("%10s" % ("%d,%d" % (member.devmajor, member.devminor)))
                else:
                    shown.append("%10d" % member.size)
                shown.append("%d-%02d-%02d %02d:%02d:%02d" % time.localtime(member.mtime)[:6])
            shown.append(member.name + ("/" if member.isdir() else ""))
            if verbose:
                if member.issym():
                    shown += ["->", member.linkname]
                if member.islnk():
                    shown += ["link to", member.linkname]
            print(" ".join(shown), end=" \n")

    # ---- writing ----

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """The member that a file would be; None for what cannot be archived."""
        self._check("awx")
        if fileobj is not None:
            name = fileobj.name
        arcname = os.fspath(name if arcname is None else arcname)
        arcname = os.path.splitdrive(arcname)[1].replace(os.sep, "/").lstrip("/")
        member = self.tarinfo()
        if fileobj is not None:
            status = os.fstat(fileobj.fileno())
        elif self.dereference:
            status = os.stat(name)
        else:
            status = os.lstat(name)
        mode = status.st_mode
        link = ""
        if stat.S_ISREG(mode):
            inode = (status.st_ino, status.st_dev)
            known = self.inodes.get(inode)
            if not self.dereference and status.st_nlink > 1 and known and arcname != known:
                kind, link = LNKTYPE, known
            else:
                kind = REGTYPE
                if inode[0]:
                    self.inodes[inode] = arcname
        elif stat.S_ISDIR(mode):
            kind = DIRTYPE
        elif stat.S_ISFIFO(mode):
            kind = FIFOTYPE
        elif stat.S_ISLNK(mode):
            kind, link = SYMTYPE, os.readlink(name)
        elif stat.S_ISCHR(mode):
            kind = CHRTYPE
        elif stat.S_ISBLK(mode):
            kind = BLKTYPE
        else:
            return None
        member.name = arcname
        member.mode = mode
        member.uid, member.gid = status.st_uid, status.st_gid
        member.size = status.st_size if kind == REGTYPE else 0
        member.mtime = status.st_mtime
        member.type = kind
        member.linkname = link
        member.uname = _name_of(self._unames, "pwd", "getpwuid", member.uid)
        member.gname = _name_of(self._gnames, "grp", "getgrgid", member.gid)
        if kind in (CHRTYPE, BLKTYPE):
            member.devmajor = os.major(status.st_rdev)
            member.devminor = os.minor(status.st_rdev)
        return member

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Put a file, or a folder with all beneath it, into the archive."""
        self._check("awx")
        if arcname is None:
            arcname = name
        if self.name is not None and os.path.abspath(name) == self.name:
            return
        member = self.gettarinfo(name, arcname)
        if member is None:
            return
        if filter is not None:
            member = filter(member)
            if member is None:
                return
        if member.isreg():
            with bltn_open(name, "rb") as file:
                self.addfile(member, file)
            return
        self.addfile(member)
        if member.isdir() and recursive:
            for entry in sorted(os.listdir(name)):
                self.add(os.path.join(name, entry), os.path.join(arcname, entry), recursive,
                         filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        """Put a member into the archive, its bytes from a file."""
        self._check("awx")
        if fileobj is None and tarinfo.isreg() and tarinfo.size != 0:
            raise ValueError("fileobj not provided for non zero-size regular file")
        import copy
        tarinfo = copy.copy(tarinfo)
        header = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(header)
        tarinfo.offset = self.offset
        self.offset += len(header)
        tarinfo.offset_data = self.offset
        if fileobj is not None:
            _copy(fileobj, self.fileobj, tarinfo.size)
            blocks, rest = divmod(tarinfo.size, BLOCKSIZE)
            if rest:
                self.fileobj.write(bytes(BLOCKSIZE - rest))
                blocks += 1
            self.offset += blocks * BLOCKSIZE
        self.members.append(tarinfo)

    # ---- extraction ----

    def extractfile(self, member):
        """A member's bytes as a file; None for folders and the like."""
        self._check("r")
        member = self.getmember(member) if isinstance(member, str) else member
        if member.isreg() or member.type not in SUPPORTED_TYPES:
            return self.fileobject(self, member)
        if member.islnk() or member.issym():
            return self.extractfile(self._link_target(member))
        return None

    def _link_target(self, member):
        """The member that a link leads to."""
        if member.issym():
            name = "/".join(part for part in (os.path.dirname(member.name), member.linkname)
                            if part)
            before = None
        else:
            name, before = member.linkname, member
        found = self._find(os.path.normpath(name), before)
        if found is None:
            raise KeyError("linkname %r not found" % name)
        return found

    def _filter(self, filter):
        if filter is None:
            filter = self.extraction_filter
            if filter is None:
                import warnings
                warnings.warn("Python 3.14 will, by default, filter extracted tar archives and "
                              "reject files or modify their metadata. Use the filter argument to "
                              "control this behavior.", DeprecationWarning, stacklevel=3)
                return fully_trusted_filter
            if isinstance(filter, str):
                raise TypeError("String names are not supported for TarFile.extraction_filter. "
                                "Use a function such as tarfile.data_filter directly.")
            return filter
        return find_filter(filter)

    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        """Write all members, or some, to a folder."""
        chosen = self._filter(filter)
        folders = []
        for member in self if members is None else members:
            filtered = self._filtered(member, chosen, path)
            if filtered is None:
                continue
            if filtered.isdir():
                folders.append(filtered)
            self._extract_one(filtered, path, not filtered.isdir(), numeric_owner)
        # Folders get their times last, the deepest first, since their contents change them.
        for folder in sorted(folders, key=lambda each: each.name, reverse=True):
            target = os.path.join(path, folder.name)
            try:
                self._set_attributes(folder, target, numeric_owner)
            except ExtractError as problem:
                self._problem(problem)

    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        """Write a member to a folder."""
        chosen = self._filter(filter)
        if isinstance(member, str):
            member = self.getmember(member)
        filtered = self._filtered(member, chosen, path)
        if filtered is not None:
            self._extract_one(filtered, path, set_attrs, numeric_owner)

    def _filtered(self, member, filter, path):
        if isinstance(member, str):
            member = self.getmember(member)
        try:
            filtered = filter(member, path)
        except (OSError, FilterError) as problem:
            self._fatal(problem)
            return None
        except ExtractError as problem:
            self._problem(problem)
            return None
        if filtered is not None and filtered.islnk():
            filtered._link_target = os.path.join(path, filtered.linkname)
        return filtered

    def _fatal(self, problem):
        if self.errorlevel > 0:
            raise problem
        if isinstance(problem, OSError) and problem.filename is not None:
            self._dbg(1, "tarfile: %s %r" % (problem.strerror, problem.filename))
        else:
            self._dbg(1, "tarfile: %s" % problem)

    def _problem(self, problem):
        if self.errorlevel > 1:
            raise problem
        self._dbg(1, "tarfile: %s" % problem)

    def _dbg(self, level, message):
        if level <= self.debug:
            print(message, file=sys.stderr)

    def _extract_one(self, member, path, set_attrs, numeric_owner):
        self._check("r")
        try:
            self._extract_member(member, os.path.join(path, member.name), set_attrs,
                                 numeric_owner)
        except OSError as problem:
            self._fatal(problem)
        except ExtractError as problem:
            self._problem(problem)

    def _extract_member(self, member, target, set_attrs=True, numeric_owner=False):
        target = target.rstrip("/")
        folder = os.path.dirname(target)
        if folder and not os.path.exists(folder):
            os.makedirs(folder, exist_ok=True)
        if member.isreg() or member.type not in SUPPORTED_TYPES:
            with bltn_open(target, "wb") as file:
                self.fileobj.seek(member.offset_data)
                left = member.size
                while left > 0:
                    data = self.fileobj.read(min(left, 16 * 1024))
                    if not data:
                        raise ReadError("unexpected end of data")
                    file.write(data)
                    left -= len(data)
        elif member.isdir():
            try:
                os.mkdir(target) if member.mode is None else os.mkdir(target, 0o700)
            except FileExistsError:
                if not os.path.isdir(target):
                    raise
        elif member.isfifo():
            os.mkfifo(target)
        elif member.ischr() or member.isblk():
            raise ExtractError("special devices not supported by system")
        elif member.issym():
            if os.path.lexists(target):
                os.unlink(target)
            os.symlink(member.linkname, target)
        elif os.path.exists(member._link_target):
            if os.path.lexists(target):
                os.unlink(target)
            os.link(member._link_target, target)
        else:
            self._extract_member(self._link_target(member), target, set_attrs, numeric_owner)
        if set_attrs and not member.issym():
            self._set_attributes(member, target, numeric_owner)

    def _set_attributes(self, member, target, numeric_owner):
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            uid, gid = _owner(member, numeric_owner)
            try:
                os.chown(target, uid, gid)
            except OSError as problem:
                raise ExtractError("could not change owner") from problem
        if member.mode is not None:
            try:
                os.chmod(target, member.mode)
            except OSError as problem:
                raise ExtractError("could not change mode") from problem
        if member.mtime is not None:
            try:
                os.utime(target, (member.mtime, member.mtime))
            except OSError as problem:
                raise ExtractError("could not change modification time") from problem


def _problems(kind):
    """What reading a file that is not compressed so raises."""
    if kind == "an lzma":
        import lzma
        return lzma.LZMAError, EOFError, OSError
    return (OSError,) if kind == "a gzip" else (OSError, EOFError)


def _name_of(known, module, function, number):
    """The name of a user or group."""
    if number not in known:
        try:
            known[number] = getattr(__import__(module), function)(number)[0]
        except (ImportError, AttributeError, KeyError):
            known[number] = ""
    return known[number]


def _owner(member, numeric):
    """The numbers of a member's owner on this system; -1 for what is not to change."""
    uid = -1 if member.uid is None else member.uid
    gid = -1 if member.gid is None else member.gid
    if not numeric:
        for module, function, name, at in (("pwd", "getpwnam", member.uname, 0),
                                           ("grp", "getgrnam", member.gname, 1)):
            if name:
                try:
                    number = getattr(__import__(module), function)(name)[2]
                except (ImportError, AttributeError, KeyError):
                    continue
                if at:
                    gid = number
                else:
                    uid = number
    return uid, gid


open = TarFile.open


def is_tarfile(name):
    """Whether a file (a name or a file object) is a tar archive that can be read."""
    try:
        if hasattr(name, "read"):
            place = name.tell()
            TarFile.open(fileobj=name).close()
            name.seek(place)
        else:
            TarFile.open(name).close()
        return True
    except TarError:
        return False


def main():
    """`python -m tarfile -l|-e|-c|-t …`"""
    from tarfile import _command
    _command.main()
