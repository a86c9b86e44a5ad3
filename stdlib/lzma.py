"""lzma: data compressed as by the program xz.

Compressed data is not byte for byte that of liblzma, but each reads the other's. Left out: filters
before LZMA1 and before a bare LZMA2 stream, LZMAError names them as unsupported.
"""

import io

import _compression
import _compression_streams

__all__ = [
    "CHECK_NONE", "CHECK_CRC32", "CHECK_CRC64", "CHECK_SHA256", "CHECK_ID_MAX", "CHECK_UNKNOWN",
    "FILTER_LZMA1", "FILTER_LZMA2", "FILTER_DELTA", "FILTER_X86", "FILTER_IA64", "FILTER_ARM",
    "FILTER_ARMTHUMB", "FILTER_POWERPC", "FILTER_SPARC", "FORMAT_AUTO", "FORMAT_XZ",
    "FORMAT_ALONE", "FORMAT_RAW", "MF_HC3", "MF_HC4", "MF_BT2", "MF_BT3", "MF_BT4", "MODE_FAST",
    "MODE_NORMAL", "PRESET_DEFAULT", "PRESET_EXTREME", "LZMACompressor", "LZMADecompressor",
    "LZMAFile", "LZMAError", "open", "compress", "decompress", "is_check_supported",
]

CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256 = 0, 1, 4, 10
CHECK_ID_MAX, CHECK_UNKNOWN = 15, 16
FILTER_LZMA1, FILTER_LZMA2 = 0x4000000000000001, 0x21
FILTER_DELTA, FILTER_X86, FILTER_POWERPC, FILTER_IA64 = 3, 4, 5, 6
FILTER_ARM, FILTER_ARMTHUMB, FILTER_SPARC = 7, 8, 9
FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW = range(4)
MF_HC3, MF_HC4, MF_BT2, MF_BT3, MF_BT4 = 3, 4, 18, 19, 20
MODE_FAST, MODE_NORMAL = 1, 2
PRESET_DEFAULT, PRESET_EXTREME = 6, 1 << 31


class LZMAError(Exception):
    """Call to the underlying LZMA library failed."""

    __module__ = "_lzma"


_WORDS = {"format": "Input format not supported by decoder", "corrupt": "Corrupt input data",
          "memory": "Memory usage limit exceeded", "options": "Invalid or unsupported options"}


def _failure(why):
    return LZMAError(_WORDS.get(why, why))


def _chain(filters):
    """Filters as pairs of a number and the other entries."""
    chain = []
    for entry in filters:
        if not hasattr(entry, "keys"):
            raise TypeError("Filter specifier must be a dict or dict-like object")
        entry = dict(entry)
        if "id" not in entry:
            raise ValueError("Filter specifier must have an \"id\" entry")
        number = entry.pop("id")
        known = {"preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"} if (
            number in (FILTER_LZMA1, FILTER_LZMA2)) else (
            {"dist"} if number == FILTER_DELTA else {"start_offset"})
        if number not in (FILTER_LZMA1, FILTER_LZMA2, *range(FILTER_DELTA, FILTER_SPARC + 1)):
            raise ValueError(f"Invalid filter ID: {number}")
        if set(entry) - known:
            kind = "LZMA" if "preset" in known else "delta" if "dist" in known else "BCJ"
            raise ValueError(f"Invalid filter specifier for {kind} filter")
        chain.append((number, entry))
    if not chain or len(chain) > 4:
        raise ValueError("Too many filters - liblzma supports a maximum of 4" if chain else
                         "Invalid or unsupported options")
    return chain


def _is_head(data):
    """Whether data begins as .lzma does: settings, a size of dictionary that is written, a size."""
    dictionary = int.from_bytes(data[1:5], "little")
    size = int.from_bytes(data[5:13], "little")
    sizes = {1 << n for n in range(32)} | {3 << n for n in range(31)} | {0xFFFFFFFF}
    return data[0] < 225 and dictionary in sizes and (size == (1 << 64) - 1 or size < 1 << 38)


class LZMACompressor:
    """Create a compressor object for compressing data incrementally."""

    __module__ = "_lzma"

    def __init__(self, format=FORMAT_XZ, check=-1, preset=None, filters=None):
        if preset is not None and filters is not None:
            raise ValueError("Cannot specify both preset and filter chain")
        if format not in (FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW):
            raise ValueError(f"Invalid container format: {format}")
        if format != FORMAT_XZ and check not in (-1, CHECK_NONE):
            raise ValueError("Integrity checks are only supported by FORMAT_XZ")
        if not -1 <= check <= CHECK_ID_MAX:
            raise LZMAError("Internal error")
        if check not in (-1, CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256):
            raise LZMAError("Unsupported integrity check")
        if filters is not None:
            chain = _chain(filters)
        elif format == FORMAT_RAW:
            raise ValueError("Must specify filters for FORMAT_RAW")
        else:
            number = FILTER_LZMA2 if format == FORMAT_XZ else FILTER_LZMA1
            chain = [(number, {} if preset is None else {"preset": preset})]
        if preset is not None and (preset & 31 > 9 or preset & ~(31 | PRESET_EXTREME)):
            raise LZMAError("Invalid or unsupported options")
        try:
            self._native = _compression_streams.lzma_encoder(format, check, chain)
            return
        except ValueError as problem:
            failure = _failure(str(problem))
        raise failure

    def compress(self, data, /):
        """Provide data to the compressor object; returns a chunk of compressed data, or b''."""
        return self._native.compress(data)

    def flush(self):
        """Finish the compression; returns the rest of the compressed data."""
        return self._native.finish()

    def __reduce__(self):
        raise TypeError("cannot pickle '_lzma.LZMACompressor' object")


class LZMADecompressor(_compression.Decompressor):
    """Create a decompressor object for decompressing data incrementally."""

    __module__ = "_lzma"

    def __init__(self, format=FORMAT_AUTO, memlimit=None, filters=None):
        if format == FORMAT_RAW:
            if memlimit is not None:
                raise ValueError("Cannot specify memory limit with FORMAT_RAW")
            if filters is None:
                raise ValueError("Must specify filters for FORMAT_RAW")
        elif filters is not None:
            raise ValueError("Cannot specify filters except with FORMAT_RAW")
        if format not in (FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW):
            raise ValueError(f"Invalid container format: {format}")
        self._limit = -1 if memlimit is None else memlimit
        self._format = format
        self._head = b""
        self._is_plain = format == FORMAT_ALONE
        self.check = CHECK_NONE if format in (FORMAT_ALONE, FORMAT_RAW) else CHECK_UNKNOWN
        make = _compression_streams.xz_decoder
        if format == FORMAT_ALONE:
            make = _compression_streams.alone_decoder
        if format != FORMAT_RAW:
            super().__init__(make(self._limit))
            return
        chain = _chain(filters)
        if len(chain) > 1:
            raise LZMAError("Invalid or unsupported options: filters before LZMA in a bare stream")
        try:
            super().__init__(_compression_streams.raw_decoder(chain[0]))
            return
        except ValueError as problem:
            failure = _failure(str(problem))
        raise failure

    def _failure(self, why):
        return _failure(why)

    def decompress(self, data, max_length=-1):
        """Decompress *data*, returning uncompressed data as bytes, at most max_length of them."""
        if self._format in (FORMAT_AUTO, FORMAT_XZ) and self.check == CHECK_UNKNOWN:
            # The first bytes tell the format, and in .xz the kind of check.
            data = self._head + bytes(data)
            magic = b"\xfd7zXZ\0"
            if not (magic.startswith(data[:6]) and data):
                if self._format == FORMAT_XZ and data:
                    raise _failure("format")
                if data:
                    self._native = _compression_streams.alone_decoder(self._limit)
                    self.check = CHECK_NONE
                    self._is_plain = True
            if self.check == CHECK_UNKNOWN and len(data) < 8:
                self._head = data
                return b""
            if self.check == CHECK_UNKNOWN:
                self.check = data[7] & 15
            self._head = b""
        if self._is_plain:
            # Nothing but its plausibility tells a head of .lzma.
            data = self._head + bytes(data)
            self._head = b""
            if len(data) < 13:
                self._head = data
                return b""
            self._is_plain = False
            if not _is_head(data):
                raise _failure("format")
        return super().decompress(data, max_length)

    def __reduce__(self):
        raise TypeError("cannot pickle '_lzma.LZMADecompressor' object")


class LZMAFile(_compression.File):
    """A file with LZMA compression, which it reads or writes."""

    def __init__(self, filename=None, mode="r", *, format=None, check=-1, preset=None,
                 filters=None):
        self._fp = None
        if mode in ("r", "rb"):
            if check != -1:
                raise ValueError("Cannot specify an integrity check when opening a file for "
                                 "reading")
            if preset is not None:
                raise ValueError("Cannot specify a preset compression level when opening a file "
                                 "for reading")
            format = FORMAT_AUTO if format is None else format
        elif mode in ("w", "wb", "a", "ab", "x", "xb"):
            format = FORMAT_XZ if format is None else format
            self._encoder = LZMACompressor(format, check, preset, filters)
        else:
            raise ValueError("Invalid mode: {!r}".format(mode))
        self._open(filename, mode)
        if self._mode == "read":
            reader = _compression.Reader(self._fp, LZMADecompressor, trailing_error=LZMAError,
                                         format=format, filters=filters)
            self._buffer = io.BufferedReader(reader)


def open(filename, mode="rb", *, format=None, check=-1, preset=None, filters=None, encoding=None,
         errors=None, newline=None):
    """Open an LZMA-compressed file in binary or text mode."""
    return _compression.open_text(
        lambda name, kind: LZMAFile(name, kind, format=format, check=check, preset=preset,
                                    filters=filters),
        filename, mode, encoding, errors, newline)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Compress a block of data."""
    compressor = LZMACompressor(format, check, preset, filters)
    return compressor.compress(data) + compressor.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """Decompress a block of data, all streams of it."""
    results = []
    while True:
        decompressor = LZMADecompressor(format, memlimit, filters)
        try:
            part = decompressor.decompress(data)
        except LZMAError:
            if results:
                break
            raise
        results.append(part)
        if not decompressor.eof:
            raise LZMAError("Compressed data ended before the end-of-stream marker was reached")
        data = decompressor.unused_data
        if not data:
            break
    return b"".join(results)


def is_check_supported(check_id, /):
    """Test whether the given integrity check is supported."""
    return check_id in (CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256)
