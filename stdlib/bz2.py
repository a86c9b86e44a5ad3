"""bz2: data compressed as by the program bzip2."""

import io

import _compression
import _compression_streams

__all__ = ["BZ2File", "BZ2Compressor", "BZ2Decompressor", "open", "compress", "decompress"]


class BZ2Compressor:
    """Create a compressor object for compressing data incrementally."""

    __module__ = "_bz2"

    def __init__(self, compresslevel=9, /):
        if not 1 <= compresslevel <= 9:
            raise ValueError("compresslevel must be between 1 and 9")
        self._native = _compression_streams.bz2_encoder(compresslevel)

    def compress(self, data, /):
        """Provide data to the compressor object; returns a chunk of compressed data, or b''."""
        return self._native.compress(data)

    def flush(self):
        """Finish the compression; returns the rest of the compressed data."""
        return self._native.finish()

    def __reduce__(self):
        raise TypeError("cannot pickle '_bz2.BZ2Compressor' object")


class BZ2Decompressor(_compression.Decompressor):
    """Create a decompressor object for decompressing data incrementally."""

    __module__ = "_bz2"

    def __init__(self):
        super().__init__(_compression_streams.bz2_decoder())

    def _failure(self, why):
        return OSError("Invalid data stream")

    def __reduce__(self):
        raise TypeError("cannot pickle '_bz2.BZ2Decompressor' object")


class BZ2File(_compression.File):
    """A file with bzip2 compression, which it reads or writes."""

    def __init__(self, filename, mode="r", *, compresslevel=9):
        self._fp = None
        if not 1 <= compresslevel <= 9:
            raise ValueError("compresslevel must be between 1 and 9")
        self._open(filename, mode)
        if self._mode == "write":
            self._encoder = BZ2Compressor(compresslevel)
        else:
            reader = _compression.Reader(self._fp, BZ2Decompressor, trailing_error=OSError)
            self._buffer = io.BufferedReader(reader)


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a bzip2-compressed file in binary or text mode."""
    return _compression.open_text(
        lambda name, kind: BZ2File(name, kind, compresslevel=compresslevel),
        filename, mode, encoding, errors, newline)


def compress(data, compresslevel=9):
    """Compress a block of data."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """Decompress a block of data, all streams of it."""
    results = []
    while data:
        decompressor = BZ2Decompressor()
        try:
            part = decompressor.decompress(data)
        except OSError:
            if results:
                break
            raise
        results.append(part)
        if not decompressor.eof:
            raise ValueError("Compressed data ended before the end-of-stream marker was reached")
        data = decompressor.unused_data
    return b"".join(results)
