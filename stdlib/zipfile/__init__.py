"""zipfile: zip archives, read and written.

Members stored or compressed by deflate, bzip2 and LZMA, ZIP64, old encryption (for reading), appending, safe extraction and
Path. Left out: PyZipFile, which compiles modules to files that biji does not use.

The layout of the records is in `_records.py`, reading in `_reading.py`, writing in `_writing.py`.
"""

import io
import os
import shutil
import sys
import time

from zipfile._reading import ZipExtFile
from zipfile._records import (
    BadZipFile, LargeZipFile, ZIP64_LIMIT, ZIP_BZIP2, ZIP_DEFLATED, ZIP_FILECOUNT_LIMIT,
    ZIP_LZMA, ZIP_MAX_COMMENT, ZIP_STORED, ZipInfo, central_record, check_method,
    end_records, find_end, read_central,
)
from zipfile._writing import MemberWriter

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2",
           "ZIP_LZMA", "is_zipfile", "ZipInfo", "ZipFile", "PyZipFile", "LargeZipFile", "Path"]

error = BadZipfile = BadZipFile


def __getattr__(name):
    if name in ("Path", "CompleteDirs"):
        from zipfile import _path
        return getattr(_path, name)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def is_zipfile(filename):
    """Whether a file (a name or a file object) is a zip archive."""
    try:
        if hasattr(filename, "read"):
            place = filename.tell()
            found = find_end(filename) is not None
            filename.seek(place)
            return found
        with open(filename, "rb") as file:
            return find_end(file) is not None
    except (OSError, BadZipFile):
        return False


class _Shared:
    """A view of the archive's file with a place of its own."""

    def __init__(self, file, place, owner):
        self._file = file
        self._place = place
        self._owner = owner
        self.seekable = file.seekable
        self.closed = False

    def tell(self):
        return self._place

    def seek(self, offset, whence=0):
        if self._owner._writing:
            raise ValueError("Can't reposition in the ZIP file while there is an open writing "
                             "handle on it. Close the writing handle before trying to read.")
        self._place = offset if whence == 0 else self._place + offset
        return self._place

    def read(self, count=-1):
        if self._owner._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle "
                             "on it. Close the writing handle before trying to read.")
        self._file.seek(self._place)
        data = self._file.read(count)
        self._place = self._file.tell()
        return data

    def close(self):
        if not self.closed:
            self.closed = True
            self._owner._release()


class _Tellable:
    """A file that cannot seek, with a count of what was written."""

    def __init__(self, file):
        self._file = file
        self._offset = 0

    def write(self, data):
        count = self._file.write(data)
        self._offset += count
        return count

    def tell(self):
        return self._offset

    def flush(self):
        self._file.flush()

    def close(self):
        self._file.close()


class ZipFile:
    """A zip archive: `ZipFile(file, mode='r', compression=ZIP_STORED, …)`."""

    fp = None

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True,
                 compresslevel=None, *, strict_timestamps=True, metadata_encoding=None):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        check_method(compression)
        self._allowZip64 = allowZip64
        self._didModify = False
        self.debug = 0
        self.NameToInfo = {}
        self.filelist = []
        self.compression = compression
        self.compresslevel = compresslevel
        self.mode = mode
        self.pwd = None
        self._comment = b""
        self._strict_timestamps = strict_timestamps
        self.metadata_encoding = metadata_encoding
        if metadata_encoding and mode != "r":
            raise ValueError("metadata_encoding is only supported for reading files")
        if isinstance(file, os.PathLike):
            file = os.fspath(file)
        if isinstance(file, str):
            self._own_file = True
            self.filename = file
            self.fp = self._open_file(file, mode)
        else:
            self._own_file = False
            self.fp = file
            self.filename = getattr(file, "name", None)
        self._users = 1
        self._seekable = True
        self._writing = False
        try:
            self._begin(mode)
        except BaseException:
            file = self.fp
            self.fp = None
            self._leave(file)
            raise

    @staticmethod
    def _open_file(name, mode):
        """Open the archive's file; appending begins a new one if there is none."""
        if mode == "a":
            try:
                return io.open(name, "r+b")
            except OSError:
                return io.open(name, "w+b")
        return io.open(name, {"r": "rb", "w": "w+b", "x": "x+b"}[mode])

    def _begin(self, mode):
        if mode == "r":
            self._read_contents()
        elif mode in ("w", "x"):
            self._didModify = True
            try:
                self.start_dir = self.fp.tell()
            except (AttributeError, OSError):
                self.fp = _Tellable(self.fp)
                self.start_dir = 0
                self._seekable = False
            else:
                try:
                    self.fp.seek(self.start_dir)
                except (AttributeError, OSError):
                    self._seekable = False
        else:
            try:
                self._read_contents()
                self.fp.seek(self.start_dir)
            except BadZipFile:
                # No archive yet: one is put after what is there.
                self.fp.seek(0, 2)
                self._didModify = True
                self.start_dir = self.fp.tell()

    def _read_contents(self):
        """Read the directory at the end of the file."""
        try:
            end = find_end(self.fp)
        except OSError:
            raise BadZipFile("File is not a zip file")
        if not end:
            raise BadZipFile("File is not a zip file")
        self._comment = end.comment
        self.start_dir = end.start
        for info in read_central(self.fp, end, self.metadata_encoding):
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
        # Where a member ends at the latest: members that overlap are an attack.
        limit = self.start_dir
        for info in sorted(self.filelist, key=lambda each: each.header_offset, reverse=True):
            info._end_offset = limit
            limit = info.header_offset

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __del__(self):
        if hasattr(self, "_users"):
            self.close()

    def __repr__(self):
        shown = ["<%s.%s" % (self.__class__.__module__, self.__class__.__qualname__)]
        if self.fp is not None:
            if not self._own_file:
                shown.append(" file=%r" % self.fp)
            elif self.filename is not None:
                shown.append(" filename=%r" % self.filename)
            shown.append(" mode=%r" % self.mode)
        else:
            shown.append(" [closed]")
        shown.append(">")
        return "".join(shown)

    # ---- the contents ----

    def namelist(self):
        """The names of the members."""
        return [info.filename for info in self.filelist]

    def infolist(self):
        """The members."""
        return self.filelist

    def printdir(self, file=None):
        """Print a table of the members."""
        print("%-46s %19s %12s" % ("File Name", "Modified    ", "Size"), file=file)
        for info in self.filelist:
            date = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print("%-46s %s %12d" % (info.filename, date, info.file_size), file=file)

    def getinfo(self, name):
        """The member of a name."""
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError("There is no item named %r in the archive" % name)
        return info

    def testzip(self):
        """Read all members; the name of the first that is damaged comes back."""
        for info in self.filelist:
            try:
                with self.open(info.filename, "r") as member:
                    while member.read(1 << 20):
                        pass
            except BadZipFile:
                return info.filename

    def setpassword(self, pwd):
        """Set the password for members that are encrypted."""
        if pwd and not isinstance(pwd, bytes):
            raise TypeError("pwd: expected bytes, got %s" % type(pwd).__name__)
        self.pwd = pwd or None

    @property
    def comment(self):
        """The comment of the archive, bytes."""
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError("comment: expected bytes, got %s" % type(comment).__name__)
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn("Archive comment is too long; truncating to %d bytes"
                          % ZIP_MAX_COMMENT, stacklevel=2)
            comment = comment[:ZIP_MAX_COMMENT]
        self._comment = comment
        self._didModify = True

    # ---- reading ----

    def read(self, name, pwd=None):
        """The bytes of a member."""
        with self.open(name, "r", pwd) as member:
            return member.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """Open a member for reading or writing."""
        if mode not in {"r", "w"}:
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and (mode == "w"):
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        if isinstance(name, ZipInfo):
            info = name
        elif mode == "w":
            info = ZipInfo(name)
            info.compress_type = self.compression
            info.compress_level = self.compresslevel
        else:
            info = self.getinfo(name)
        if mode == "w":
            return self._open_to_write(info, force_zip64=force_zip64)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle "
                             "on it. Close the writing handle before trying to read.")
        self._users += 1
        file = _Shared(self.fp, info.header_offset, self)
        try:
            info._check_header(file)
            key = self._key(info, pwd)
            return ZipExtFile(file, mode, info, key, True)
        except BaseException:
            file.close()
            raise

    def _key(self, info, pwd):
        """The password of a member that is encrypted, None for others."""
        if not info.flag_bits & 0x1:
            return None
        pwd = pwd or self.pwd
        if pwd and not isinstance(pwd, bytes):
            raise TypeError("pwd: expected bytes, got %s" % type(pwd).__name__)
        if not pwd:
            raise RuntimeError("File %r is encrypted, password required for extraction"
                               % info.filename)
        return pwd

    # ---- extraction ----

    def extract(self, member, path=None, pwd=None):
        """Write a member to a folder; the path of the new file comes back."""
        path = os.getcwd() if path is None else os.fspath(path)
        return self._extract_member(member, path, pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Write all members, or some, to a folder."""
        if members is None:
            members = self.namelist()
        path = os.getcwd() if path is None else os.fspath(path)
        for member in members:
            self._extract_member(member, path, pwd)

    def _extract_member(self, member, targetpath, pwd):
        if not isinstance(member, ZipInfo):
            member = self.getinfo(member)
        # Names are taken relative to the folder: no drive, no root, no way up.
        name = os.path.splitdrive(member.filename.replace("/", os.path.sep))[1]
        name = os.path.sep.join(part for part in name.split(os.path.sep)
                                if part not in ("", os.path.curdir, os.path.pardir))
        if not name and not member.is_dir():
            raise ValueError("Empty filename.")
        target = os.path.normpath(os.path.join(targetpath, name))
        folder = os.path.dirname(target)
        if folder and not os.path.exists(folder):
            os.makedirs(folder, exist_ok=True)
        if member.is_dir():
            if not os.path.isdir(target):
                try:
                    os.mkdir(target)
                except FileExistsError:
                    if not os.path.isdir(target):
                        raise
            return target
        with self.open(member, pwd=pwd) as source, io.open(target, "wb") as file:
            shutil.copyfileobj(source, file)
        return target

    # ---- writing ----

    def _writecheck(self, info):
        """Whether a member can be written."""
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn("Duplicate name: %r" % info.filename, stacklevel=3)
        if self.mode not in ("w", "x", "a"):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        check_method(info.compress_type)
        if not self._allowZip64:
            reason = None
            if len(self.filelist) >= ZIP_FILECOUNT_LIMIT:
                reason = "Files count"
            elif info.file_size > ZIP64_LIMIT:
                reason = "Filesize"
            elif info.header_offset > ZIP64_LIMIT:
                reason = "Zipfile size"
            if reason:
                raise LargeZipFile(reason + " would require ZIP64 extensions")

    def _open_to_write(self, info, force_zip64=False):
        if force_zip64 and not self._allowZip64:
            raise ValueError("force_zip64 is True, but allowZip64 was False when opening the ZIP "
                             "file.")
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle "
                             "open on it. Close the first handle before opening another.")
        info.compress_size = 0
        info.CRC = 0
        info.flag_bits = 0x00
        if info.compress_type == ZIP_LZMA:
            info.flag_bits |= 0x02
        if not self._seekable:
            info.flag_bits |= 0x08
        if not info.external_attr:
            info.external_attr = 0o600 << 16
        zip64 = force_zip64 or info.file_size * 1.05 > ZIP64_LIMIT
        if not self._allowZip64 and zip64:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        self._writecheck(info)
        self._didModify = True
        self.fp.write(info.FileHeader(zip64))
        self._writing = True
        return MemberWriter(self, info, zip64)

    def _add(self, info):
        """A member has been written."""
        self.start_dir = self.fp.tell()
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Put a file into the archive."""
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            info.compress_size = 0
            info.CRC = 0
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with io.open(filename, "rb") as source, self.open(info, "w") as member:
            shutil.copyfileobj(source, member, 1024 * 8)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Put bytes or a text into the archive."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, date_time=time.localtime(time.time())[:6])
            info.compress_type = self.compression
            info.compress_level = self.compresslevel
            if info.filename.endswith("/"):
                info.external_attr = 0o40775 << 16 | 0x10
            else:
                info.external_attr = 0o600 << 16
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists.")
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info.compress_level = compresslevel
        info.file_size = len(data)
        with self.open(info, mode="w") as member:
            member.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Put a folder into the archive."""
        if isinstance(zinfo_or_directory_name, ZipInfo):
            info = zinfo_or_directory_name
            if not info.is_dir():
                raise ValueError("The given ZipInfo does not describe a directory")
        elif isinstance(zinfo_or_directory_name, str):
            name = zinfo_or_directory_name
            info = ZipInfo(name if name.endswith("/") else name + "/")
            info.compress_size = 0
            info.CRC = 0
            info.external_attr = ((0o40000 | mode) & 0xFFFF) << 16
            info.file_size = 0
            info.external_attr |= 0x10
        else:
            raise TypeError("Expected type str or ZipInfo")
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        if info.compress_type == ZIP_LZMA:
            info.flag_bits |= 0x02
        self._writecheck(info)
        self._didModify = True
        self.fp.write(info.FileHeader(False))
        self._add(info)

    def close(self):
        """Write the directory, if something has changed, and close the file."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on "
                             "it. Close the writing handle before closing the zip.")
        try:
            if self.mode in ("w", "x", "a") and self._didModify:
                if self._seekable:
                    self.fp.seek(self.start_dir)
                self._write_directory()
        finally:
            file = self.fp
            self.fp = None
            self._leave(file)

    def _write_directory(self):
        for info in self.filelist:
            self.fp.write(central_record(info))
        here = self.fp.tell()
        self.fp.write(end_records(len(self.filelist), self.start_dir, here, self._comment,
                                  self._allowZip64))
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()

    def _release(self):
        """A member that was open for reading is closed."""
        self._users -= 1
        if not self._users and self._own_file and getattr(self, "_last", None):
            self._last.close()

    def _leave(self, file):
        """The archive is closed; its file too, when no member is open any more."""
        self._users -= 1
        if self._users:
            self._last = file
        elif self._own_file:
            file.close()


class PyZipFile(ZipFile):
    """Left out: raises NotImplementedError."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError("PyZipFile is not supported: there are no compiled modules")


def main(args=None):
    """`python -m zipfile -l|-e|-c|-t …`"""
    import argparse
    parser = argparse.ArgumentParser(
        description="A simple command-line interface for zipfile module.")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("-l", "--list", metavar="<zipfile>", help="Show listing of a zipfile")
    group.add_argument("-e", "--extract", nargs=2, metavar=("<zipfile>", "<output_dir>"),
                       help="Extract zipfile into target dir")
    group.add_argument("-c", "--create", nargs="+", metavar=("<name>", "<file>"),
                       help="Create zipfile from sources")
    group.add_argument("-t", "--test", metavar="<zipfile>", help="Test if a zipfile is valid")
    parser.add_argument("--metadata-encoding", metavar="<encoding>",
                        help="Specify encoding of member names for -l, -e and -t")
    args = parser.parse_args(args)
    encoding = args.metadata_encoding
    if args.test is not None:
        with ZipFile(args.test, "r", metadata_encoding=encoding) as archive:
            damaged = archive.testzip()
        if damaged:
            print("The following enclosed file is corrupted: {!r}".format(damaged))
        print("Done testing")
    elif args.list is not None:
        with ZipFile(args.list, "r", metadata_encoding=encoding) as archive:
            archive.printdir()
    elif args.extract is not None:
        source, folder = args.extract
        with ZipFile(source, "r", metadata_encoding=encoding) as archive:
            archive.extractall(folder)
    else:
        if encoding:
            print("Non-conforming encodings not supported with -c.", file=sys.stderr)
            sys.exit(1)
        name, *sources = args.create
        with ZipFile(name, "w") as archive:
            for source in sources:
                within = os.path.basename(source) or os.path.basename(os.path.dirname(source))
                if within in ("", os.curdir, os.pardir):
                    within = ""
                _add_tree(archive, source, within)


def _add_tree(archive, path, name):
    """Put a file or a folder with all beneath it into an archive."""
    if os.path.isfile(path):
        archive.write(path, name, ZIP_DEFLATED)
    elif os.path.isdir(path):
        if name:
            archive.write(path, name)
        for entry in sorted(os.listdir(path)):
            _add_tree(archive, os.path.join(path, entry), os.path.join(name, entry))
