"""The encoders and decoders of a member's compression, with one interface for reading and writing."""

import struct
import zlib

from zipfile._records import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA

# What follows the version in front of an LZMA member: lc=3, lp=0, pb=2, a dictionary of 8 MiB.
_LZMA_PROPERTIES = bytes([0x5D]) + struct.pack("<I", 8 << 20)


class LzmaWriter:
    """A raw LZMA stream with the header that zip archives give it."""

    def __init__(self):
        self._encoder = None

    def _begin(self):
        import lzma
        self._encoder = lzma.LZMACompressor(
            lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 8 << 20}])
        return struct.pack("<BBH", 9, 4, len(_LZMA_PROPERTIES)) + _LZMA_PROPERTIES

    def compress(self, data):
        """Bytes of the stream, perhaps none."""
        head = self._begin() if self._encoder is None else b""
        return head + self._encoder.compress(data)

    def flush(self):
        """The end of the stream."""
        head = self._begin() if self._encoder is None else b""
        return head + self._encoder.flush()


class LzmaReader:
    """The way back of LzmaWriter."""

    def __init__(self):
        self._decoder = None
        self._head = b""
        self.eof = False

    def decompress(self, data, most=-1):
        """Bytes that were compressed."""
        if self._decoder is None:
            self._head += data
            if len(self._head) < 4:
                return b""
            size = struct.unpack("<H", self._head[2:4])[0]
            if len(self._head) < 4 + size:
                return b""
            import lzma
            properties = self._head[4:4 + size]
            if size < 5 or properties[0] >= 9 * 5 * 5:
                raise lzma.LZMAError("Invalid or unsupported options")
            number, dictionary = struct.unpack("<BI", properties[:5])
            self._decoder = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[{
                "id": lzma.FILTER_LZMA1, "lc": number % 9, "lp": number // 9 % 5,
                "pb": number // 45, "dict_size": max(dictionary, 4096)}])
            data, self._head = self._head[4 + size:], b""
        out = self._decoder.decompress(data)
        self.eof = self._decoder.eof
        return out


def encoder(method, level):
    """An encoder of a method, None if members are stored."""
    if method == ZIP_DEFLATED:
        return zlib.compressobj(-1 if level is None else level, zlib.DEFLATED, -15)
    if method == ZIP_BZIP2:
        import bz2
        return bz2.BZ2Compressor(9 if level is None else level)
    return LzmaWriter() if method == ZIP_LZMA else None


def decoder(method):
    """A decoder of a method, None if members are stored."""
    if method == ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    if method == ZIP_BZIP2:
        import bz2
        return bz2.BZ2Decompressor()
    return LzmaReader() if method == ZIP_LZMA else None
