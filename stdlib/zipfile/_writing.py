"""Members of a zip archive that are written."""

import io
import struct
import zlib

from zipfile._methods import encoder
from zipfile._records import LargeZipFile, ZIP64_LIMIT


class MemberWriter(io.BufferedIOBase):
    """A member that is open for writing."""

    def __init__(self, archive, info, zip64):
        self._info = info
        self._zip64 = zip64
        self._archive = archive
        self._encoder = encoder(info.compress_type, info.compress_level)
        self._size = 0
        self._compressed = 0
        self._crc = 0

    @property
    def name(self):
        """The name of the member."""
        return self._info.filename

    @property
    def mode(self):
        """How it is open."""
        return "wb"

    def writable(self):
        """Yes."""
        return True

    def write(self, data):
        """Write bytes."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        data = bytes(data) if not isinstance(data, bytes) else data
        count = len(data)
        self._size += count
        self._crc = zlib.crc32(data, self._crc)
        if self._encoder is not None:
            data = self._encoder.compress(data)
            self._compressed += len(data)
        self._archive.fp.write(data)
        return count

    def close(self):
        """End the member."""
        if self.closed:
            return
        try:
            super().close()
            self._end()
        finally:
            self._archive._writing = False

    def _end(self):
        info, archive = self._info, self._archive
        if self._encoder is not None:
            data = self._encoder.flush()
            self._compressed += len(data)
            archive.fp.write(data)
            info.compress_size = self._compressed
        else:
            info.compress_size = self._size
        info.CRC = self._crc
        info.file_size = self._size
        if not self._zip64:
            if info.file_size > ZIP64_LIMIT:
                raise RuntimeError("File size too large, try using force_zip64")
            if info.compress_size > ZIP64_LIMIT:
                raise RuntimeError("Compressed size too large, try using force_zip64")
        if info.flag_bits & 0x08:
            layout = "<LLQQ" if self._zip64 else "<LLLL"
            archive.fp.write(struct.pack(layout, 0x08074B50, info.CRC, info.compress_size,
                                         info.file_size))
        else:
            # The sizes are known now: the record before the member is written again.
            end = archive.fp.tell()
            archive.fp.seek(info.header_offset)
            archive.fp.write(info.FileHeader(self._zip64))
            archive.fp.seek(end)
        archive._add(info)
