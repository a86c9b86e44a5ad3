"""Members of a zip archive that are read."""

import io
import zlib

from zipfile._methods import decoder
from zipfile._records import (
    BadZipFile, ZIP_DEFLATED, ZIP_STORED, check_method, compressor_names,
)

_table = None


def _crc_table():
    """The table of CRC-32, for the old encryption."""
    global _table
    if _table is None:
        _table = []
        for value in range(256):
            for _ in range(8):
                value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
            _table.append(value)
    return _table


def make_decrypter(password):
    """A function that decrypts bytes, one call after the other (PKWARE's old encryption)."""
    table = _crc_table()
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte):
        keys[0] = keys[0] >> 8 ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = keys[2] >> 8 ^ table[(keys[2] ^ keys[1] >> 24) & 0xFF]

    def decrypt(data):
        out = bytearray()
        for byte in data:
            mask = keys[2] | 2
            byte ^= mask * (mask ^ 1) >> 8 & 0xFF
            update(byte)
            out.append(byte)
        return bytes(out)

    for byte in password:
        update(byte)
    return decrypt


class ZipExtFile(io.BufferedIOBase):
    """A member that is open for reading."""

    MAX_N = 1 << 31 - 1
    MIN_READ_SIZE = 4096
    MAX_SEEK_READ = 1 << 24

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self._file = fileobj
        self._password = pwd
        self._close_file = close_fileobj
        self._info = zipinfo
        self._kind = zipinfo.compress_type
        check_method(self._kind)
        self._seekable = False
        try:
            self._seekable = fileobj.seekable()
            self._start = fileobj.tell()
        except (AttributeError, OSError):
            self._seekable = False
        self.newlines = None
        self.mode = "rb"
        self.name = zipinfo.filename
        self._begin()

    def _begin(self):
        """Before the first byte."""
        self._eof = False
        self._left = self._info.file_size
        self._compressed_left = self._info.compress_size
        self._buffer = b""
        self._offset = 0
        self._crc = zlib.crc32(b"")
        self._expected = getattr(self._info, "CRC", None)
        self._decoder = decoder(self._kind)
        self._decrypt = None
        if self._password is not None:
            self._decrypt = make_decrypter(self._password)
            header = self._decrypt(self._file.read(12))
            self._compressed_left -= 12
            info = self._info
            wanted = info._raw_time >> 8 & 0xFF if info.flag_bits & 0x8 else info.CRC >> 24 & 0xFF
            if header[11] != wanted:
                raise RuntimeError("Bad password for file %r" % info.orig_filename)

    def __repr__(self):
        shown = ["<%s.%s" % (self.__class__.__module__, self.__class__.__qualname__)]
        if not self.closed:
            shown.append(" name=%r" % self.name)
            if self._kind != ZIP_STORED:
                shown.append(" compress_type=%s" % compressor_names.get(self._kind, self._kind))
        else:
            shown.append(" [closed]")
        shown.append(">")
        return "".join(shown)

    def readable(self):
        """Yes."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return True

    def seekable(self):
        """As the archive's file is."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return self._seekable

    def _more(self, wanted):
        """Some bytes of the member, empty at its end."""
        data = b""
        while not data and not self._eof:
            deflates = self._kind == ZIP_DEFLATED
            if deflates and self._decoder.unconsumed_tail:
                raw = self._decoder.unconsumed_tail
            else:
                raw = self._raw(wanted)
            if self._decoder is None:
                data = raw
                self._eof = self._compressed_left <= 0
            elif deflates:
                data = self._decoder.decompress(raw, max(wanted, self.MIN_READ_SIZE))
                self._eof = (self._decoder.eof or self._compressed_left <= 0
                             and not self._decoder.unconsumed_tail)
                if self._eof:
                    data += self._decoder.flush()
            else:
                data = self._decoder.decompress(raw)
                self._eof = self._decoder.eof or self._compressed_left <= 0
        data = data[:self._left]
        self._left -= len(data)
        if self._left <= 0:
            self._eof = True
        self._check(data)
        return data

    def _raw(self, wanted):
        """Bytes of the archive's file."""
        if self._compressed_left <= 0:
            return b""
        count = min(max(wanted, self.MIN_READ_SIZE), self._compressed_left)
        data = self._file.read(count)
        self._compressed_left -= len(data)
        if not data:
            raise EOFError
        if self._decrypt is not None:
            data = self._decrypt(data)
        return data

    def _check(self, data):
        if self._expected is None:
            return
        self._crc = zlib.crc32(data, self._crc)
        if self._eof and self._crc != self._expected:
            raise BadZipFile("Bad CRC-32 for file %r" % self.name)

    def read(self, n=-1):
        """Read bytes."""
        if self.closed:
            raise ValueError("read from closed file.")
        if n is None or n < 0:
            parts = [self._buffer[self._offset:]]
            self._buffer, self._offset = b"", 0
            while not self._eof:
                parts.append(self._more(1 << 20))
            return b"".join(parts)
        parts = []
        while n > 0:
            if self._offset < len(self._buffer):
                chunk = self._buffer[self._offset:self._offset + n]
                self._offset += len(chunk)
                parts.append(chunk)
                n -= len(chunk)
                continue
            if self._eof:
                break
            self._buffer, self._offset = self._more(n), 0
        return b"".join(parts)

    def read1(self, n=-1):
        """Read bytes, with one step at most."""
        if self.closed:
            raise ValueError("read from closed file.")
        if self._offset >= len(self._buffer) and not self._eof:
            self._buffer, self._offset = self._more(max(n, self.MIN_READ_SIZE)), 0
        end = len(self._buffer) if n is None or n < 0 else self._offset + n
        data = self._buffer[self._offset:end]
        self._offset += len(data)
        return data

    def peek(self, n=1):
        """Bytes that come next, which stay unread."""
        if n > len(self._buffer) - self._offset:
            rest = self._buffer[self._offset:]
            while len(rest) < n and not self._eof:
                rest += self._more(n - len(rest))
            self._buffer, self._offset = rest, 0
        return self._buffer[self._offset:self._offset + 512]

    def readline(self, limit=-1):
        """Read a line."""
        if limit < 0:
            end = self._buffer.find(b"\n", self._offset) + 1
            if end > 0:
                line = self._buffer[self._offset:end]
                self._offset = end
                return line
        return io.BufferedIOBase.readline(self, limit)

    def tell(self):
        """The place in the member."""
        if self.closed:
            raise ValueError("tell on closed file.")
        if not self._seekable:
            raise io.UnsupportedOperation("underlying stream is not seekable")
        return self._info.file_size - self._left - len(self._buffer) + self._offset

    def seek(self, offset, whence=0):
        """Go to a place; backwards by beginning again."""
        if self.closed:
            raise ValueError("seek on closed file.")
        if not self._seekable:
            raise io.UnsupportedOperation("underlying stream is not seekable")
        here = self.tell()
        if whence == 0:
            place = offset
        elif whence == 1:
            place = here + offset
        elif whence == 2:
            place = self._info.file_size + offset
        else:
            raise ValueError("whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or "
                             "os.SEEK_END (2)")
        place = min(max(place, 0), self._info.file_size)
        if place < here:
            self._file.seek(self._start)
            self._begin()
            here = 0
        while here < place:
            count = min(self.MAX_SEEK_READ, place - here)
            if not self.read(count):
                break
            here += count
        return self.tell()

    def close(self):
        """Close the member."""
        try:
            if self._close_file:
                self._file.close()
        finally:
            super().close()


ZipExtFile.__module__ = "zipfile"
