"""The records of a zip archive: members, directory, end."""

import os
import stat
import struct
import time
from zlib import crc32

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1

ZIP_STORED = 0
ZIP_DEFLATED = 8
ZIP_BZIP2 = 12
ZIP_LZMA = 14

_DEFAULT_VERSION = 20
_ZIP64_VERSION = 45
_MAX_EXTRACT_VERSION = 63

_END = "<4s4H2LH"
_END_SIZE = struct.calcsize(_END)
_END64 = "<4sQ2H2L4Q"
_END64_SIZE = struct.calcsize(_END64)
_LOCATOR = "<4sLQL"
_LOCATOR_SIZE = struct.calcsize(_LOCATOR)
_CENTRAL = "<4s4B4HL2L5H2L"
_CENTRAL_SIZE = struct.calcsize(_CENTRAL)
_LOCAL = "<4s2B4HL2L2H"
_LOCAL_SIZE = struct.calcsize(_LOCAL)

compressor_names = {
    0: "store", 1: "shrink", 2: "reduce", 3: "reduce", 4: "reduce", 5: "reduce", 6: "implode",
    7: "tokenize", 8: "deflate", 9: "deflate64", 10: "implode", 12: "bzip2", 14: "lzma",
    18: "terse", 19: "lz77", 97: "wavpack", 98: "ppmd",
}


class BadZipFile(Exception):
    """A file is no zip archive, or is damaged."""


class LargeZipFile(Exception):
    """An archive would need ZIP64, which was not allowed."""


BadZipFile.__module__ = LargeZipFile.__module__ = "zipfile"


# The version of zip that introduced a compression.
_VERSIONS = {ZIP_BZIP2: 46, ZIP_LZMA: 63}


def check_method(method):
    """Raise an error for a compression that cannot be done."""
    if method not in (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA):
        raise NotImplementedError("That compression method is not supported")


def _sanitized(name):
    """A name without what follows a null, and with slashes."""
    null = name.find(chr(0))
    if null >= 0:
        name = name[:null]
    if os.sep != "/" and os.sep in name:
        name = name.replace(os.sep, "/")
    return name


class ZipInfo:
    """What is known of a member."""

    __slots__ = ("orig_filename", "filename", "date_time", "compress_type", "compress_level",
                 "comment", "extra", "create_system", "create_version", "extract_version",
                 "reserved", "flag_bits", "volume", "internal_attr", "external_attr",
                 "header_offset", "CRC", "compress_size", "file_size", "_raw_time",
                 "_end_offset")

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        self.filename = _sanitized(filename)
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.compress_type = ZIP_STORED
        self.compress_level = None
        self.comment = b""
        self.extra = b""
        self.create_system = 3
        self.create_version = _DEFAULT_VERSION
        self.extract_version = _DEFAULT_VERSION
        self.reserved = 0
        self.flag_bits = 0
        self.volume = 0
        self.internal_attr = 0
        self.external_attr = 0
        self.compress_size = 0
        self.file_size = 0
        self._end_offset = None

    @property
    def _compresslevel(self):
        """The older name of compress_level."""
        return self.compress_level

    @_compresslevel.setter
    def _compresslevel(self, value):
        self.compress_level = value

    def __repr__(self):
        shown = ["<%s filename=%r" % (self.__class__.__name__, self.filename)]
        if self.compress_type != ZIP_STORED:
            shown.append(" compress_type=%s"
                         % compressor_names.get(self.compress_type, self.compress_type))
        high, low = self.external_attr >> 16, self.external_attr & 0xFFFF
        if high:
            shown.append(" filemode=%r" % stat.filemode(high))
        if low:
            shown.append(" external_attr=%#x" % low)
        is_dir = self.is_dir()
        if not is_dir or self.file_size:
            shown.append(" file_size=%r" % self.file_size)
        if ((not is_dir or self.compress_size)
                and (self.compress_type != ZIP_STORED or self.file_size != self.compress_size)):
            shown.append(" compress_size=%r" % self.compress_size)
        shown.append(">")
        return "".join(shown)

    def _dos_time(self):
        """Date and time as two numbers of 16 bits."""
        year, month, day, hour, minute, second = self.date_time[:6]
        return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2

    def FileHeader(self, zip64=None):
        """The record before a member."""
        date, clock = self._dos_time()
        if self.flag_bits & 0x08:
            crc = compressed = size = 0
        else:
            crc, compressed, size = self.CRC, self.compress_size, self.file_size
        extra = self.extra
        needed = 0
        if zip64 is None:
            zip64 = size > ZIP64_LIMIT or compressed > ZIP64_LIMIT
        if zip64:
            extra += struct.pack("<HHQQ", 1, 16, size, compressed)
            size = compressed = 0xFFFFFFFF
            needed = _ZIP64_VERSION
        needed = max(needed, _VERSIONS.get(self.compress_type, 0))
        self.extract_version = max(needed, self.extract_version)
        self.create_version = max(needed, self.create_version)
        name, flags = self._name_bytes()
        header = struct.pack(_LOCAL, b"PK\003\004", self.extract_version, self.reserved, flags,
                             self.compress_type, clock, date, crc, compressed, size, len(name),
                             len(extra))
        return header + name + extra

    def _name_bytes(self):
        """The name, in ASCII or in UTF-8, and the flags that say so."""
        try:
            return self.filename.encode("ascii"), self.flag_bits & ~0x800
        except UnicodeEncodeError:
            return self.filename.encode("utf-8"), self.flag_bits | 0x800

    def _decode_extra(self, name_crc):
        """Take the sizes of ZIP64 and a name in UTF-8 from the extra fields."""
        extra = self.extra
        while len(extra) >= 4:
            kind, length = struct.unpack_from("<HH", extra)
            if length + 4 > len(extra):
                raise BadZipFile("Corrupt extra field %04x (size=%d)" % (kind, length))
            if kind == 0x0001:
                data = extra[4:length + 4]
                field = "File size"
                try:
                    if self.file_size in (0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF):
                        self.file_size, = struct.unpack_from("<Q", data)
                        data = data[8:]
                    if self.compress_size == 0xFFFF_FFFF:
                        field = "Compress size"
                        self.compress_size, = struct.unpack_from("<Q", data)
                        data = data[8:]
                    if self.header_offset == 0xFFFF_FFFF:
                        field = "Header offset"
                        self.header_offset, = struct.unpack_from("<Q", data)
                except struct.error:
                    raise BadZipFile(f"Corrupt zip64 extra field. {field} not found.") from None
            elif kind == 0x7075:
                data = extra[4:length + 4]
                try:
                    version, crc = struct.unpack_from("<BL", data)
                    if version == 1 and crc == name_crc:
                        name = data[5:].decode("utf-8")
                        if name:
                            self.filename = _sanitized(name)
                except struct.error as problem:
                    raise BadZipFile("Corrupt unicode path extra field (0x7075)") from problem
                except UnicodeDecodeError as problem:
                    raise BadZipFile("Corrupt unicode path extra field (0x7075): invalid utf-8 "
                                     "bytes") from problem
            extra = extra[length + 4:]

    def _check_header(self, file):
        """Read the record before a member and compare it with the directory's."""
        header = file.read(_LOCAL_SIZE)
        if len(header) != _LOCAL_SIZE:
            raise BadZipFile("Truncated file header")
        parts = struct.unpack(_LOCAL, header)
        if parts[0] != b"PK\003\004":
            raise BadZipFile("Bad magic number for file header")
        raw = file.read(parts[10])
        if parts[11]:
            file.seek(parts[11], whence=1)
        if self.flag_bits & 0x20:
            raise NotImplementedError("compressed patched data (flag bit 5)")
        if self.flag_bits & 0x40:
            raise NotImplementedError("strong encryption (flag bit 6)")
        name = raw.decode("utf-8" if parts[3] & 0x800 else "cp437")
        if name != self.orig_filename:
            raise BadZipFile("File name in directory %r and header %r differ."
                             % (self.orig_filename, raw))
        if self._end_offset is not None and file.tell() + self.compress_size > self._end_offset:
            raise BadZipFile(f"Overlapped entries: {self.orig_filename!r} (possible zip bomb)")

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """The member that a file of the system would be."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        status = os.stat(filename)
        is_dir = stat.S_ISDIR(status.st_mode)
        date_time = time.localtime(status.st_mtime)[0:6]
        if not strict_timestamps and date_time[0] < 1980:
            date_time = (1980, 1, 1, 0, 0, 0)
        elif not strict_timestamps and date_time[0] > 2107:
            date_time = (2107, 12, 31, 23, 59, 59)
        if arcname is None:
            arcname = filename
        arcname = os.path.normpath(os.path.splitdrive(arcname)[1])
        arcname = arcname.lstrip(os.sep + (os.altsep or ""))
        if is_dir:
            arcname += "/"
        info = cls(arcname, date_time)
        info.external_attr = (status.st_mode & 0xFFFF) << 16
        if is_dir:
            info.file_size = 0
            info.external_attr |= 0x10
        else:
            info.file_size = status.st_size
        return info

    def is_dir(self):
        """Whether it is a folder."""
        return self.filename.endswith("/")


ZipInfo.__module__ = "zipfile"


class _EndOfArchive:
    """What the end of an archive tells: where the directory is, its size, the comment."""

    def __init__(self, size, offset, place, comment):
        self.size = size
        self.offset = offset
        self.comment = comment
        # Something may stand before the archive: then all offsets are short by as much.
        self.before = place - size - offset
        self.start = offset + self.before


def find_end(file):
    """The end of an archive, None where there is none."""
    file.seek(0, 2)
    length = file.tell()
    start = max(length - (1 << 16) - _END_SIZE, 0)
    file.seek(start)
    data = file.read()
    at = data.rfind(b"PK\005\006")
    if at < 0 or len(data) - at < _END_SIZE:
        return None
    (_, _, _, _, _, size, offset, comment_size) = struct.unpack_from(_END, data, at)
    comment = data[at + _END_SIZE:at + _END_SIZE + comment_size]
    place = start + at
    locator_at = place - _LOCATOR_SIZE
    if locator_at >= 0:
        file.seek(locator_at)
        locator = file.read(_LOCATOR_SIZE)
        if len(locator) == _LOCATOR_SIZE:
            sign, disk, _, disks = struct.unpack(_LOCATOR, locator)
            if sign == b"PK\006\007":
                if disk != 0 or disks > 1:
                    raise BadZipFile("zipfiles that span multiple disks are not supported")
                file.seek(max(locator_at - _END64_SIZE, 0))
                record = file.read(_END64_SIZE)
                if len(record) == _END64_SIZE:
                    parts = struct.unpack(_END64, record)
                    if parts[0] == b"PK\006\006":
                        size, offset = parts[8], parts[9]
                        place = locator_at - _END64_SIZE
    return _EndOfArchive(size, offset, place, comment)


def read_central(file, end, encoding):
    """The members that the directory tells."""
    if end.start < 0:
        raise BadZipFile("Bad offset for central directory")
    file.seek(end.start, 0)
    data = file.read(end.size)
    at = 0
    while at < end.size:
        record = data[at:at + _CENTRAL_SIZE]
        if len(record) != _CENTRAL_SIZE:
            raise BadZipFile("Truncated central directory")
        parts = struct.unpack(_CENTRAL, record)
        if parts[0] != b"PK\001\002":
            raise BadZipFile("Bad magic number for central directory")
        at += _CENTRAL_SIZE
        raw = data[at:at + parts[12]]
        at += parts[12]
        name_crc = crc32(raw)
        info = ZipInfo(raw.decode("utf-8" if parts[5] & 0x800 else encoding or "cp437"))
        info.extra = data[at:at + parts[13]]
        at += parts[13]
        info.comment = data[at:at + parts[14]]
        at += parts[14]
        info.header_offset = parts[18]
        (info.create_version, info.create_system, info.extract_version, info.reserved,
         info.flag_bits, info.compress_type, clock, date, info.CRC, info.compress_size,
         info.file_size) = parts[1:12]
        if info.extract_version > _MAX_EXTRACT_VERSION:
            raise NotImplementedError("zip file version %.1f" % (info.extract_version / 10))
        info.volume, info.internal_attr, info.external_attr = parts[15:18]
        info._raw_time = clock
        info.date_time = ((date >> 9) + 1980, date >> 5 & 0xF, date & 0x1F, clock >> 11,
                          clock >> 5 & 0x3F, (clock & 0x1F) * 2)
        info._decode_extra(name_crc)
        info.header_offset += end.before
        yield info


def _without(extra, kind):
    """Extra fields without those of a kind."""
    kept = b""
    while len(extra) >= 4:
        found, length = struct.unpack_from("<HH", extra)
        field, extra = extra[:length + 4], extra[length + 4:]
        if found != kind:
            kept += field
    return kept + extra


def central_record(info):
    """The directory's record of a member."""
    date, clock = info._dos_time()
    large = []
    if info.file_size > ZIP64_LIMIT or info.compress_size > ZIP64_LIMIT:
        large += [info.file_size, info.compress_size]
        size = compressed = 0xFFFFFFFF
    else:
        size, compressed = info.file_size, info.compress_size
    if info.header_offset > ZIP64_LIMIT:
        large.append(info.header_offset)
        offset = 0xFFFFFFFF
    else:
        offset = info.header_offset
    extra = info.extra
    needed = 0
    if large:
        extra = struct.pack("<HH" + "Q" * len(large), 1, 8 * len(large), *large) \
            + _without(extra, 1)
        needed = _ZIP64_VERSION
    needed = max(needed, _VERSIONS.get(info.compress_type, 0))
    extract_version = max(needed, info.extract_version)
    create_version = max(needed, info.create_version)
    name, flags = info._name_bytes()
    record = struct.pack(_CENTRAL, b"PK\001\002", create_version, info.create_system,
                         extract_version, info.reserved, flags, info.compress_type, clock, date,
                         info.CRC, compressed, size, len(name), len(extra), len(info.comment), 0,
                         info.internal_attr, info.external_attr, offset)
    return record + name + extra + info.comment


def end_records(count, start, here, comment, allow_zip64):
    """The records after the directory."""
    size, offset = here - start, start
    out = b""
    reason = None
    if count > ZIP_FILECOUNT_LIMIT:
        reason = "Files count"
    elif offset > ZIP64_LIMIT:
        reason = "Central directory offset"
    elif size > ZIP64_LIMIT:
        reason = "Central directory size"
    if reason:
        if not allow_zip64:
            raise LargeZipFile(reason + " would require ZIP64 extensions")
        out += struct.pack(_END64, b"PK\006\006", 44, 45, 45, 0, 0, count, count, size, offset)
        out += struct.pack(_LOCATOR, b"PK\006\007", 0, here, 1)
        count = min(count, 0xFFFF)
        size = min(size, 0xFFFFFFFF)
        offset = min(offset, 0xFFFFFFFF)
    out += struct.pack(_END, b"PK\005\006", 0, 0, count, count, size, offset, len(comment))
    return out + comment
