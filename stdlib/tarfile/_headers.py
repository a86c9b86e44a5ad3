"""The headers of tar archives: reading and writing, with the records of pax and GNU."""

import copy
import stat
import struct
import sys

BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = b"ustar  \0"
POSIX_MAGIC = b"ustar\x0000"
LENGTH_NAME = 100
LENGTH_LINK = 100
LENGTH_PREFIX = 155

REGTYPE = b"0"
AREGTYPE = b"\0"
LNKTYPE = b"1"
SYMTYPE = b"2"
CHRTYPE = b"3"
BLKTYPE = b"4"
DIRTYPE = b"5"
FIFOTYPE = b"6"
CONTTYPE = b"7"
GNUTYPE_LONGNAME = b"L"
GNUTYPE_LONGLINK = b"K"
GNUTYPE_SPARSE = b"S"
XHDTYPE = b"x"
XGLTYPE = b"g"
SOLARIS_XHDTYPE = b"X"

USTAR_FORMAT = 0
GNU_FORMAT = 1
PAX_FORMAT = 2
DEFAULT_FORMAT = PAX_FORMAT

SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE,
                   BLKTYPE, GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
ENCODING = sys.getfilesystemencoding()

_PAX_NUMBERS = {"atime": float, "ctime": float, "mtime": float, "uid": int, "gid": int,
                "size": int}
_PAX_FIELDS = ("path", "linkpath", "size", "mtime", "uid", "gid", "uname", "gname")
_MOST_DEEP = 100


class TarError(Exception):
    """The base of the errors of this module."""


class ExtractError(TarError):
    """Something could not be set on extraction."""


class ReadError(TarError):
    """An archive cannot be read."""


class CompressionError(TarError):
    """A compression is not there."""


class StreamError(TarError):
    """A stream cannot do what was asked for."""


class HeaderError(TarError):
    """A header cannot be read."""


class EmptyHeaderError(HeaderError):
    """There is nothing at all."""


class TruncatedHeaderError(HeaderError):
    """A header is cut off."""


class EOFHeaderError(HeaderError):
    """The end of the archive."""


class InvalidHeaderError(HeaderError):
    """A header makes no sense."""


class SubsequentHeaderError(HeaderError):
    """A header that belongs to another is wrong."""


for _each in (TarError, ExtractError, ReadError, CompressionError, StreamError, HeaderError,
              EmptyHeaderError, TruncatedHeaderError, EOFHeaderError, InvalidHeaderError,
              SubsequentHeaderError):
    _each.__module__ = "tarfile"


def _text(field, length, encoding, errors):
    """A text of a fixed length."""
    if field is None:
        raise ValueError("metadata cannot contain None")
    field = field.encode(encoding, errors)
    return field[:length] + (length - len(field)) * b"\0"


def _until_null(data, encoding, errors):
    return data.split(b"\0", 1)[0].decode(encoding, errors)


def _number(data):
    """A number: octal digits, or bytes after a mark."""
    if data[0] in (0o200, 0o377):
        value = int.from_bytes(data[1:], "big")
        return value - (256 ** (len(data) - 1)) if data[0] == 0o377 else value
    try:
        text = data.split(b"\0", 1)[0].decode("ascii", "strict").strip()
        return int(text or "0", 8)
    except ValueError:
        raise InvalidHeaderError("invalid header") from None


def _digits(value, length=8, format=DEFAULT_FORMAT):
    """A number in octal digits, or as bytes in GNU's way."""
    value = int(value)
    if 0 <= value < 8 ** (length - 1):
        return bytes("%0*o" % (length - 1, value), "ascii") + b"\0"
    if format == GNU_FORMAT and -256 ** (length - 1) <= value < 256 ** (length - 1):
        mark = b"\x80" if value >= 0 else b"\xff"
        return mark + (value % 256 ** (length - 1)).to_bytes(length - 1, "big")
    raise ValueError("overflow in number field")


def _checksums(block):
    """The sum of a header with spaces for its own field, of unsigned and of signed bytes."""
    rest = block[:148] + block[156:512]
    return 256 + sum(rest), 256 + sum(struct.unpack("504b", rest))


def _padded(data):
    """Data filled up to whole blocks."""
    rest = len(data) % BLOCKSIZE
    return data + bytes(BLOCKSIZE - rest) if rest else data


class TarInfo:
    """What is known of a member."""

    __slots__ = ("name", "mode", "uid", "gid", "size", "mtime", "chksum", "type", "linkname",
                 "uname", "gname", "devmajor", "devminor", "offset", "offset_data",
                 "pax_headers", "sparse", "_tarfile", "_sparse_structs", "_link_target")

    def __init__(self, name=""):
        self.name = name
        self.mode = 0o644
        self.uid = 0
        self.gid = 0
        self.size = 0
        self.mtime = 0
        self.chksum = 0
        self.type = REGTYPE
        self.linkname = ""
        self.uname = ""
        self.gname = ""
        self.devmajor = 0
        self.devminor = 0
        self.offset = 0
        self.offset_data = 0
        self.sparse = None
        self.pax_headers = {}

    @property
    def path(self):
        """The name, as pax calls it."""
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        """The name of a link's target, as pax calls it."""
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

    def __repr__(self):
        return "<%s %r at %#x>" % (self.__class__.__name__, self.name, id(self))

    def replace(self, *, name=..., mtime=..., mode=..., linkname=..., uid=..., gid=...,
                uname=..., gname=..., deep=True, _KEEP=...):
        """A copy with some attributes changed."""
        result = copy.deepcopy(self) if deep else copy.copy(self)
        for attribute, value in (("name", name), ("mtime", mtime), ("mode", mode),
                                 ("linkname", linkname), ("uid", uid), ("gid", gid),
                                 ("uname", uname), ("gname", gname)):
            if value is not _KEEP:
                setattr(result, attribute, value)
        return result

    def get_info(self):
        """The attributes as a dictionary."""
        info = {"mode": None if self.mode is None else self.mode & 0o7777}
        for name in ("name", "uid", "gid", "size", "mtime", "chksum", "type", "linkname",
                     "uname", "gname", "devmajor", "devminor"):
            info[name] = getattr(self, name)
        if info["type"] == DIRTYPE and not info["name"].endswith("/"):
            info["name"] += "/"
        return info

    # ---- writing ----

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors="surrogateescape"):
        """The header of the member."""
        info = self.get_info()
        for name, value in info.items():
            if value is None:
                raise ValueError("%s may not be None" % name)
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError("invalid format")

    def create_ustar_header(self, info, encoding, errors):
        """The header in the format ustar."""
        info["magic"] = POSIX_MAGIC
        if len(info["linkname"].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError("linkname is too long")
        if len(info["name"].encode(encoding, errors)) > LENGTH_NAME:
            info["prefix"], info["name"] = self._split(info["name"], encoding, errors)
        return self._header(info, USTAR_FORMAT, encoding, errors)

    def create_gnu_header(self, info, encoding, errors):
        """The header in GNU's format."""
        info["magic"] = GNU_MAGIC
        out = b""
        for name, kind, length in (("linkname", GNUTYPE_LONGLINK, LENGTH_LINK),
                                   ("name", GNUTYPE_LONGNAME, LENGTH_NAME)):
            if len(info[name].encode(encoding, errors)) > length:
                data = info[name].encode(encoding, errors) + b"\0"
                long = {"name": "././@LongLink", "type": kind, "size": len(data),
                        "magic": GNU_MAGIC}
                out += self._header(long, USTAR_FORMAT, encoding, errors) + _padded(data)
        return out + self._header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        """The header in the format pax: what does not fit stands in a record before it."""
        info["magic"] = POSIX_MAGIC
        headers = self.pax_headers.copy()
        for name, pax, length in (("name", "path", LENGTH_NAME),
                                  ("linkname", "linkpath", LENGTH_LINK), ("uname", "uname", 32),
                                  ("gname", "gname", 32)):
            if pax in headers:
                continue
            try:
                info[name].encode("ascii", "strict")
            except UnicodeEncodeError:
                headers[pax] = info[name]
                continue
            if len(info[name]) > length:
                headers[pax] = info[name]
        for name, digits in (("uid", 8), ("gid", 8), ("size", 12), ("mtime", 12)):
            needs = False
            value = info[name]
            if not 0 <= value < 8 ** (digits - 1):
                info[name] = 0
                needs = True
            elif isinstance(value, float):
                info[name] = int(round(value))
                needs = True
            if needs and name not in headers:
                headers[name] = str(value)
        out = self._pax_record(headers, XHDTYPE, encoding) if headers else b""
        return out + self._header(info, USTAR_FORMAT, "ascii", "replace")

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """A record of pax that holds for all members that follow."""
        return cls._pax_record(pax_headers, XGLTYPE, "utf-8")

    @staticmethod
    def _split(name, encoding, errors):
        """A long name as prefix and name."""
        parts = name.split("/")
        for at in range(1, len(parts)):
            prefix, rest = "/".join(parts[:at]), "/".join(parts[at:])
            if (len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX
                    and len(rest.encode(encoding, errors)) <= LENGTH_NAME):
                return prefix, rest
        raise ValueError("name is too long")

    @staticmethod
    def _header(info, format, encoding, errors):
        """A block of 512 bytes."""
        device = info.get("type") in (CHRTYPE, BLKTYPE)
        if device:
            major = _digits(info.get("devmajor", 0), 8, format)
            minor = _digits(info.get("devminor", 0), 8, format)
        else:
            major = minor = _text("", 8, encoding, errors)
        kind = info.get("type", REGTYPE)
        parts = [
            _text(info.get("name", ""), 100, encoding, errors),
            _digits(info.get("mode", 0) & 0o7777, 8, format),
            _digits(info.get("uid", 0), 8, format), _digits(info.get("gid", 0), 8, format),
            _digits(info.get("size", 0), 12, format), _digits(info.get("mtime", 0), 12, format),
            b"        ", kind, _text(info.get("linkname", ""), 100, encoding, errors),
            info.get("magic", POSIX_MAGIC), _text(info.get("uname", ""), 32, encoding, errors),
            _text(info.get("gname", ""), 32, encoding, errors), major, minor,
            _text(info.get("prefix", ""), 155, encoding, errors),
        ]
        block = struct.pack("%ds" % BLOCKSIZE, b"".join(parts))
        checksum = _checksums(block)[0]
        return block[:148] + bytes("%06o\0" % checksum, "ascii") + block[155:]

    @classmethod
    def _pax_record(cls, headers, kind, encoding):
        """A header of pax with its records: length, name, value."""
        binary = False
        for value in headers.values():
            try:
                value.encode("utf-8", "strict")
            except UnicodeEncodeError:
                binary = True
                break
        records = b"21 hdrcharset=BINARY\n" if binary else b""
        for name, value in headers.items():
            name = name.encode("utf-8")
            value = (value.encode(encoding, "surrogateescape") if binary
                     else value.encode("utf-8"))
            # The length counts its own digits.
            rest = len(name) + len(value) + 3
            length = last = 0
            while True:
                length = rest + len(str(last))
                if length == last:
                    break
                last = length
            records += bytes(str(last), "ascii") + b" " + name + b"=" + value + b"\n"
        info = {"name": "././@PaxHeader", "type": kind, "size": len(records),
                "magic": POSIX_MAGIC}
        return cls._header(info, USTAR_FORMAT, "ascii", "replace") + _padded(records)

    # ---- reading ----

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """The member that a block tells."""
        if not buf:
            raise EmptyHeaderError("empty header")
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError("truncated header")
        if buf.count(b"\0") == BLOCKSIZE:
            raise EOFHeaderError("end of file header")
        checksum = _number(buf[148:156])
        if checksum not in _checksums(buf):
            raise InvalidHeaderError("bad checksum")
        self = cls()
        self.name = _until_null(buf[0:100], encoding, errors)
        self.mode = _number(buf[100:108])
        self.uid = _number(buf[108:116])
        self.gid = _number(buf[116:124])
        self.size = _number(buf[124:136])
        self.mtime = _number(buf[136:148])
        self.chksum = checksum
        self.type = buf[156:157]
        self.linkname = _until_null(buf[157:257], encoding, errors)
        self.uname = _until_null(buf[265:297], encoding, errors)
        self.gname = _until_null(buf[297:329], encoding, errors)
        self.devmajor = _number(buf[329:337])
        self.devminor = _number(buf[337:345])
        prefix = _until_null(buf[345:500], encoding, errors)
        if self.type == AREGTYPE and self.name.endswith("/"):
            self.type = DIRTYPE
        if self.isdir():
            self.name = self.name.rstrip("/")
        if prefix and self.type not in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE):
            self.name = prefix + "/" + self.name
        return self

    @classmethod
    def fromtarfile(cls, tarfile, _depth=0):
        """The next member of an archive."""
        if _depth > _MOST_DEEP:
            raise InvalidHeaderError("too many headers for one member")
        block = tarfile.fileobj.read(BLOCKSIZE)
        self = cls.frombuf(block, tarfile.encoding, tarfile.errors)
        self.offset = tarfile.fileobj.tell() - BLOCKSIZE
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._read_long(tarfile, _depth)
        if self.type == GNUTYPE_SPARSE:
            raise ReadError("sparse files are not supported")
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._read_pax(tarfile, _depth)
        self.offset_data = tarfile.fileobj.tell()
        end = self.offset_data
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            end += self._blocks(self.size)
        tarfile.offset = end
        self._apply(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        return self

    @staticmethod
    def _blocks(count):
        """The bytes that so many take in whole blocks."""
        return -(-count // BLOCKSIZE) * BLOCKSIZE

    def _follow(self, tarfile, depth):
        """The member that this header belongs to."""
        try:
            member = self.fromtarfile(tarfile, depth + 1)
        except HeaderError as problem:
            raise SubsequentHeaderError(str(problem)) from None
        member.offset = self.offset
        return member

    def _read_long(self, tarfile, depth):
        data = tarfile.fileobj.read(self._blocks(self.size))
        member = self._follow(tarfile, depth)
        text = _until_null(data, tarfile.encoding, tarfile.errors)
        if self.type == GNUTYPE_LONGNAME:
            member.name = text
        else:
            member.linkname = text
        if member.isdir():
            member.name = member.name.removesuffix("/")
        return member

    def _read_pax(self, tarfile, depth):
        data = tarfile.fileobj.read(self._blocks(self.size))[:self.size]
        headers = tarfile.pax_headers if self.type == XGLTYPE else tarfile.pax_headers.copy()
        at = 0
        while at < len(data) and data[at]:
            space = data.find(b" ", at, at + 20)
            digits = data[at:space] if space > 0 else b""
            if not digits.isdigit():
                raise InvalidHeaderError("invalid header")
            length = int(digits)
            if length < 5 or at + length > len(data) or data[at + length - 1:at + length] != b"\n":
                raise InvalidHeaderError("invalid header")
            name, equals, value = data[space + 1:at + length - 1].partition(b"=")
            if not name or not equals:
                raise InvalidHeaderError("invalid header")
            name = name.decode("utf-8", tarfile.errors)
            headers[name] = value.decode("utf-8", tarfile.errors)
            at += length
        if any(name.startswith("GNU.sparse.") for name in headers):
            raise ReadError("sparse files are not supported")
        member = self._follow(tarfile, depth)
        if self.type != XGLTYPE:
            member._apply(headers, tarfile.encoding, tarfile.errors)
            if "size" in headers:
                end = member.offset_data
                if member.isreg() or member.type not in SUPPORTED_TYPES:
                    end += self._blocks(member.size)
                tarfile.offset = end
        return member

    def _apply(self, headers, encoding, errors):
        """Take the values of pax headers."""
        for name, value in headers.items():
            if name not in _PAX_FIELDS:
                continue
            if name in _PAX_NUMBERS:
                try:
                    value = _PAX_NUMBERS[name](value)
                except ValueError:
                    value = 0
            if name == "path":
                value = value.rstrip("/")
            setattr(self, name, value)
        self.pax_headers = headers.copy()

    # ---- kinds ----

    def _full_mode(self):
        """The mode with the kind of the file, for listings."""
        kinds = {DIRTYPE: stat.S_IFDIR, SYMTYPE: stat.S_IFLNK, FIFOTYPE: stat.S_IFIFO,
                 CHRTYPE: stat.S_IFCHR, BLKTYPE: stat.S_IFBLK}
        return (self.mode or 0) & 0o7777 | kinds.get(self.type, 0)

    def isreg(self):
        """Whether it is a regular file."""
        return self.type in REGULAR_TYPES

    def isfile(self):
        """Whether it is a regular file."""
        return self.isreg()

    def isdir(self):
        """Whether it is a folder."""
        return self.type == DIRTYPE

    def issym(self):
        """Whether it is a symbolic link."""
        return self.type == SYMTYPE

    def islnk(self):
        """Whether it is a hard link."""
        return self.type == LNKTYPE

    def ischr(self):
        """Whether it is a character device."""
        return self.type == CHRTYPE

    def isblk(self):
        """Whether it is a block device."""
        return self.type == BLKTYPE

    def isfifo(self):
        """Whether it is a pipe."""
        return self.type == FIFOTYPE

    def issparse(self):
        """Whether it is a sparse file."""
        return self.sparse is not None

    def isdev(self):
        """Whether it is a device or a pipe."""
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


TarInfo.__module__ = "tarfile"
