"""gzip: files compressed as by the program gzip.

GzipFile, open, compress, decompress and the command line. Reading goes through a file object of
io; members of a file follow each other as one text.
"""

import builtins
import io
import os
import struct
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

READ = "rb"
WRITE = "wb"
READ_BUFFER_SIZE = 128 * 1024
_FTEXT, _FHCRC, _FEXTRA, _FNAME, _FCOMMENT = 1, 2, 4, 8, 16
_COMPRESS_LEVEL_FAST = 1
_COMPRESS_LEVEL_TRADEOFF = 6
_COMPRESS_LEVEL_BEST = 9


def open(filename, mode="rb", compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None,
         newline=None):
    """Open a compressed file, in binary mode or as text."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    else:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    gz_mode = mode.replace("t", "")
    if isinstance(filename, (str, bytes, os.PathLike)):
        binary = GzipFile(filename, gz_mode, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        binary = GzipFile(None, gz_mode, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    if "t" in mode:
        return io.TextIOWrapper(binary, io.text_encoding(encoding), errors, newline)
    return binary


class BadGzipFile(OSError):
    """A file is not as gzip writes it."""


def _read_exactly(read, count):
    """So many bytes, or EOFError."""
    data = read(count)
    while len(data) < count:
        more = read(count - len(data))
        if not more:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data += more
    return data


def _read_header(read):
    """Read a member's header: the time in it, or None at the end of the file."""
    magic = read(2)
    if not magic:
        return None
    if magic != b"\037\213":
        raise BadGzipFile("Not a gzipped file (%r)" % magic)
    method, flag, mtime = struct.unpack("<BBIxx", _read_exactly(read, 8))
    if method != 8:
        raise BadGzipFile("Unknown compression method")
    if flag & _FEXTRA:
        _read_exactly(read, int.from_bytes(_read_exactly(read, 2), "little"))
    for part in (_FNAME, _FCOMMENT):
        if flag & part:
            while read(1) not in (b"", b"\0"):
                pass
    if flag & _FHCRC:
        _read_exactly(read, 2)
    return mtime


class _Reader(io.RawIOBase):
    """The text of a compressed file, member after member."""

    def __init__(self, file):
        self._file = file
        self._pending = b""
        self._start()
        self._place = 0
        self._ended = False
        self._size = -1

    def _start(self):
        """Before a member."""
        self._inflate = None
        self._crc = zlib.crc32(b"")
        self._length = 0

    def readable(self):
        """Yes."""
        return True

    def seekable(self):
        """As the file is."""
        return self._file.seekable()

    def _take(self, count):
        """So many bytes of the file, exactly."""
        while len(self._pending) < count:
            more = self._file.read(max(count - len(self._pending), io.DEFAULT_BUFFER_SIZE))
            if not more:
                raise EOFError("Compressed file ended before the end-of-stream marker was "
                               "reached")
            self._pending += more
        data, self._pending = self._pending[:count], self._pending[count:]
        return data

    def _header(self):
        """Read a member's header; False at the end of the file."""
        taken = 0

        def read(count):
            nonlocal taken
            if len(self._pending) < taken + count:
                self._pending += self._file.read(max(count, io.DEFAULT_BUFFER_SIZE))
            data = self._pending[taken:taken + count]
            taken += len(data)
            return data

        mtime = _read_header(read)
        self._pending = self._pending[taken:]
        if mtime is None:
            return False
        self.mtime = mtime
        return True

    def readinto(self, buffer):
        """Fill a buffer."""
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def read(self, size=-1):
        """Some of the text; all for a negative size."""
        if size < 0:
            return self.readall()
        if not size:
            return b""
        while not self._ended:
            if self._inflate is None:
                self._start()
                if not self._header():
                    self._ended = True
                    self._size = self._place
                    break
                self._inflate = zlib.decompressobj(-15)
            if not self._pending:
                self._pending = self._file.read(READ_BUFFER_SIZE)
                if not self._pending:
                    raise EOFError("Compressed file ended before the end-of-stream marker was "
                                   "reached")
            data = self._inflate.decompress(self._pending, size)
            self._pending = self._inflate.unconsumed_tail or self._inflate.unused_data
            self._crc = zlib.crc32(data, self._crc)
            self._length += len(data)
            self._place += len(data)
            if self._inflate.eof:
                self._trailer()
            if data:
                return data
        return b""

    def _trailer(self):
        """Check a member's end, and skip the zeros after it."""
        crc, length = struct.unpack("<II", self._take(8))
        if crc != self._crc:
            raise BadGzipFile("CRC check failed %s != %s" % (hex(crc), hex(self._crc)))
        if length != self._length & 0xFFFFFFFF:
            raise BadGzipFile("Incorrect length of data produced")
        self._inflate = None
        while True:
            self._pending = self._pending.lstrip(b"\0")
            if self._pending:
                return
            self._pending = self._file.read(io.DEFAULT_BUFFER_SIZE)
            if not self._pending:
                return

    def readall(self):
        """All that is left."""
        parts = []
        while data := self.read(io.DEFAULT_BUFFER_SIZE):
            parts.append(data)
        return b"".join(parts)

    def rewind(self):
        """Go back to the beginning."""
        self._file.seek(0)
        self._pending = b""
        self._start()
        self._place = 0
        self._ended = False

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to a place of the text, by reading up to it."""
        if whence == io.SEEK_CUR:
            offset += self._place
        elif whence == io.SEEK_END:
            if self._size < 0:
                while self.read(io.DEFAULT_BUFFER_SIZE):
                    pass
            offset += self._size
        if offset < self._place:
            self.rewind()
        while self._place < offset:
            if not self.read(min(io.DEFAULT_BUFFER_SIZE, offset - self._place)):
                break
        return self._place

    def tell(self):
        """The place in the text."""
        return self._place


class _WriteBuffer(io.RawIOBase):
    """What gathers small writes before they are compressed."""

    def __init__(self, gzip_file):
        self._gzip = gzip_file

    def write(self, data):
        """Compress."""
        return self._gzip._write_raw(data)

    def seekable(self):
        """No."""
        return False

    def writable(self):
        """Yes."""
        return True


class GzipFile(io.BufferedIOBase):
    """A compressed file."""

    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST,
                 fileobj=None, mtime=None):
        self._buffer = None
        self.fileobj = None
        if mode and ("t" in mode or "U" in mode):
            raise ValueError("Invalid mode: {!r}".format(mode))
        if mode and "b" not in mode:
            mode += "b"
        if fileobj is None:
            fileobj = self.myfileobj = builtins.open(filename, mode or "rb")
        if filename is None:
            filename = getattr(fileobj, "name", "")
            if not isinstance(filename, (str, bytes)):
                filename = ""
        else:
            filename = os.fspath(filename)
        origmode = mode
        if mode is None:
            mode = getattr(fileobj, "mode", "rb")
        if mode.startswith("r"):
            self.mode = READ
            raw = _Reader(fileobj)
            self._buffer = io.BufferedReader(raw)
            self.name = filename
        elif mode.startswith(("w", "a", "x")):
            if origmode is None:
                import warnings
                warnings.warn(
                    "GzipFile was opened for writing, but this will change in future Python "
                    "releases.  Specify the mode argument for opening it for writing.",
                    FutureWarning, 2)
            self.mode = WRITE
            self.name = filename
            self.crc = zlib.crc32(b"")
            self.size = 0
            self.offset = 0
            self.compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS,
                                             zlib.DEF_MEM_LEVEL, 0)
            self._write_mtime = mtime
            self._buffer = io.BufferedWriter(_WriteBuffer(self), buffer_size=4 * 8192)
        else:
            raise ValueError("Invalid mode: {!r}".format(mode))
        self.fileobj = fileobj
        if self.mode == WRITE:
            self._write_header(compresslevel)

    @property
    def mtime(self):
        """The time of change of the last member read."""
        return getattr(self._buffer.raw, "mtime", None)

    def __repr__(self):
        shown = repr(self.fileobj)
        return "<gzip " + shown[1:-1] + " " + hex(id(self)) + ">"

    def _write_header(self, level):
        """Write the ten bytes and the name."""
        try:
            name = os.path.basename(self.name)
            if not isinstance(name, bytes):
                name = name.encode("latin-1")
            name = name.removesuffix(b".gz")
        except UnicodeEncodeError:
            name = b""
        mtime = time.time() if self._write_mtime is None else self._write_mtime
        speed = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}.get(level, 0)
        self.fileobj.write(b"\037\213\010" + bytes([_FNAME if name else 0])
                           + struct.pack("<L", int(mtime) & 0xFFFFFFFF) + bytes([speed, 255]))
        if name:
            self.fileobj.write(name + b"\0")

    def _check_not_closed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _check_mode(self, mode, doing):
        if self.mode != mode:
            import errno
            raise OSError(errno.EBADF, doing)

    def write(self, data):
        """Write bytes."""
        self._check_not_closed()
        self._check_mode(WRITE, "write() on read-only GzipFile object")
        if self.fileobj is None:
            raise ValueError("write() on closed GzipFile object")
        return self._buffer.write(data)

    def _write_raw(self, data):
        data = bytes(data)
        if data:
            self.fileobj.write(self.compress.compress(data))
            self.size += len(data)
            self.crc = zlib.crc32(data, self.crc)
            self.offset += len(data)
        return len(data)

    def read(self, size=-1):
        """Read bytes."""
        self._check_not_closed()
        self._check_mode(READ, "read() on write-only GzipFile object")
        return self._buffer.read(size)

    def read1(self, size=-1):
        """Read bytes, as many as are at hand."""
        self._check_not_closed()
        self._check_mode(READ, "read1() on write-only GzipFile object")
        if size < 0:
            size = io.DEFAULT_BUFFER_SIZE
        return self._buffer.read1(size)

    def peek(self, n):
        """Bytes that come next, which stay unread."""
        self._check_not_closed()
        self._check_mode(READ, "peek() on write-only GzipFile object")
        return self._buffer.peek(n)

    @property
    def closed(self):
        """Whether the file has been closed."""
        return self.fileobj is None

    def close(self):
        """Write what is left, and close."""
        fileobj = self.fileobj
        if fileobj is None:
            return
        try:
            if self.mode == WRITE:
                self._buffer.flush()
                fileobj.write(self.compress.flush())
                fileobj.write(struct.pack("<LL", self.crc, self.size & 0xFFFFFFFF))
            else:
                self._buffer.close()
        finally:
            self.fileobj = None
            own = self.myfileobj
            if own:
                self.myfileobj = None
                own.close()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        """Write what is there."""
        self._check_not_closed()
        if self.mode == WRITE:
            self._buffer.flush()
            self.fileobj.write(self.compress.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        """The descriptor of the file."""
        return self.fileobj.fileno()

    def rewind(self):
        """Go back to the beginning."""
        self._check_mode(READ, "Can't rewind in write mode")
        self._buffer.seek(0)

    def readable(self):
        """Whether it is open for reading."""
        return self.mode == READ

    def writable(self):
        """Whether it is open for writing."""
        return self.mode == WRITE

    def seekable(self):
        """Yes."""
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to a place; in writing, forward only, with zeros between."""
        if self.mode == WRITE:
            self._check_not_closed()
            self._buffer.flush()
            if whence != io.SEEK_SET:
                if whence == io.SEEK_CUR:
                    offset += self.offset
                else:
                    raise ValueError("Seek from end not supported")
            if offset < self.offset:
                raise OSError("Negative seek in write mode")
            left = offset - self.offset
            while left > 0:
                count = min(left, 1 << 20)
                self._buffer.write(bytes(count))
                left -= count
            self._buffer.flush()
            return self.offset
        self._check_not_closed()
        return self._buffer.seek(offset, whence)

    def tell(self):
        """The place."""
        self._check_not_closed()
        if self.mode == WRITE:
            self._buffer.flush()
            return self.offset
        return self._buffer.tell()

    def readline(self, size=-1):
        """Read a line."""
        self._check_not_closed()
        self._check_mode(READ, "readline() on write-only GzipFile object")
        return self._buffer.readline(size)


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """Bytes compressed, as a file of one member."""
    member = bytearray(zlib.compress(data, level=compresslevel, wbits=31))
    member[4:8] = struct.pack("<L", int(time.time() if mtime is None else mtime))
    member[9] = 255
    return bytes(member)


def decompress(data):
    """The text of compressed bytes."""
    members = []
    while True:
        file = io.BytesIO(data)
        if _read_header(file.read) is None:
            return members[0] if len(members) == 1 else b"".join(members)
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        text = inflate.decompress(file.read())
        rest = inflate.unused_data
        if not inflate.eof or len(rest) < 8:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        crc, length = struct.unpack_from("<II", rest)
        if crc != zlib.crc32(text):
            raise BadGzipFile("CRC check failed")
        if length != len(text) & 0xFFFFFFFF:
            raise BadGzipFile("Incorrect length of data produced")
        members.append(text)
        data = rest[8:].lstrip(b"\0")


def main():
    """`python -m gzip [--fast | --best | -d] files`"""
    import argparse
    import sys
    parser = argparse.ArgumentParser(
        description="A simple command line interface for the gzip module: act like gzip, but do "
                    "not delete the input file.")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--fast", action="store_true", help="compress faster")
    group.add_argument("--best", action="store_true", help="compress better")
    group.add_argument("-d", "--decompress", action="store_true",
                       help="act like gunzip instead of gzip")
    parser.add_argument("args", nargs="*", default=["-"], metavar="file")
    args = parser.parse_args()
    level = _COMPRESS_LEVEL_TRADEOFF
    if args.fast:
        level = _COMPRESS_LEVEL_FAST
    elif args.best:
        level = _COMPRESS_LEVEL_BEST
    for name in args.args:
        if args.decompress:
            if name == "-":
                source = GzipFile(filename="", mode="rb", fileobj=sys.stdin.buffer)
                target = sys.stdout.buffer
            else:
                if not name.endswith(".gz"):
                    sys.exit(f"filename doesn't end in .gz: {name!r}")
                source = open(name, "rb")
                target = builtins.open(name[:-3], "wb")
        elif name == "-":
            source = sys.stdin.buffer
            target = GzipFile(filename="", mode="wb", fileobj=sys.stdout.buffer,
                              compresslevel=level)
        else:
            source = builtins.open(name, "rb")
            target = open(name + ".gz", "wb", level)
        while chunk := source.read(READ_BUFFER_SIZE):
            target.write(chunk)
        for each in (source, target):
            if each not in (sys.stdin.buffer, sys.stdout.buffer):
                each.close()


if __name__ == "__main__":
    main()
