"""What bz2 and lzma share: file objects around their encoders and decoders."""

import builtins
import io
import os

BUFFER_SIZE = io.DEFAULT_BUFFER_SIZE


class Decompressor:
    """Decodes one stream piece by piece. `_make` is the native decoder, `_error` the exception of a
    kind of failure."""

    def __init__(self, make):
        self._native = make

    @property
    def eof(self):
        """True if the end-of-stream marker has been reached."""
        return self._native.eof

    @property
    def needs_input(self):
        """True if more input is needed before more decompressed data can be produced."""
        return self._native.needs_input

    @property
    def unused_data(self):
        """Data found after the end of the compressed stream."""
        return self._native.unused_data

    def decompress(self, data, max_length=-1):
        """Decompress *data*, returning uncompressed data as bytes, at most max_length of them."""
        if self.eof:
            raise EOFError("End of stream already reached")
        try:
            return self._native.run(data, max_length)
        except ValueError as problem:
            failure = self._failure(str(problem))
        raise failure


class Reader(io.RawIOBase):
    """What a compressed file holds, stream after stream."""

    def __init__(self, file, make, **arguments):
        self._file = file
        self._make = make
        self._arguments = arguments
        self._trailing = arguments.pop("trailing_error", ())
        self._rewind()

    def _rewind(self):
        self._decoder = self._make(**self._arguments)
        self._place = 0
        self._ended = False

    def readable(self):
        return True

    def seekable(self):
        return self._file.seekable()

    def readinto(self, buffer):
        with memoryview(buffer) as view, view.cast("B") as octets:
            data = self.read(len(octets))
            octets[:len(data)] = data
        return len(data)

    def readall(self):
        parts = []
        while data := self.read(1 << 20):
            parts.append(data)
        return b"".join(parts)

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size or self._ended:
            return b""
        data = b""
        while not data:
            if self._decoder.eof:
                rest = self._decoder.unused_data or self._file.read(BUFFER_SIZE)
                if not rest:
                    break
                # Another stream follows, or something that is none.
                self._decoder = self._make(**self._arguments)
                try:
                    data = self._decoder.decompress(rest, size)
                except self._trailing:
                    break
            else:
                rest = b""
                if self._decoder.needs_input:
                    rest = self._file.read(BUFFER_SIZE)
                    if not rest:
                        raise EOFError("Compressed file ended before the end-of-stream marker was "
                                       "reached")
                data = self._decoder.decompress(rest, size)
        if not data:
            self._ended = True
        self._place += len(data)
        return data

    def seek(self, offset, whence=io.SEEK_SET):
        if whence == io.SEEK_CUR:
            offset += self._place
        elif whence == io.SEEK_END:
            while self.read(1 << 20):
                pass
            offset += self._place
        elif whence != io.SEEK_SET:
            raise ValueError("Invalid value for whence: {}".format(whence))
        if offset < self._place:
            self._file.seek(0)
            self._rewind()
        while self._place < offset and self.read(min(1 << 20, offset - self._place)):
            pass
        return self._place

    def tell(self):
        return self._place

    def close(self):
        self._decoder = None
        return super().close()


class File(io.BufferedIOBase):
    """A file that is compressed or decompressed on its way."""

    _buffer = None

    def _open(self, filename, mode):
        """Open the file, or take the program's; its encoder or reader comes from the format."""
        self._owns = False
        self._fp = None
        self._mode = None
        if mode in ("", "r", "rb"):
            mode, self._mode = "rb", "read"
        elif mode in ("w", "wb", "a", "ab", "x", "xb"):
            mode, self._mode = mode[0] + "b", "write"
        else:
            raise ValueError(self._bad_mode(mode))
        if isinstance(filename, (str, bytes, os.PathLike)):
            self._fp = builtins.open(filename, mode)
            self._owns = True
        elif hasattr(filename, "read") or hasattr(filename, "write"):
            self._fp = filename
        else:
            raise TypeError("filename must be a str, bytes, file or PathLike object")
        self._place = 0

    def _bad_mode(self, mode):
        return f"Invalid mode: {mode!r}"

    def _check(self, doing=None):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if doing == "read" and self._mode != "read":
            raise io.UnsupportedOperation("File not open for reading")
        if doing == "write" and self._mode != "write":
            raise io.UnsupportedOperation("File not open for writing")

    @property
    def closed(self):
        """True if this file is closed."""
        return self._fp is None

    @property
    def name(self):
        """The name of the file."""
        self._check()
        return self._fp.name

    @property
    def mode(self):
        """How the file was opened."""
        return "rb" if self._mode == "read" else "wb"

    def close(self):
        """Flush and close the file."""
        if self.closed:
            return
        try:
            if self._mode == "write":
                self._fp.write(self._encoder.flush())
                self._encoder = None
            elif self._buffer is not None:
                self._buffer.close()
        finally:
            file, self._fp, self._buffer = self._fp, None, None
            if self._owns:
                file.close()

    def fileno(self):
        """The file descriptor of the underlying file."""
        self._check()
        return self._fp.fileno()

    def seekable(self):
        """Whether the file supports seeking."""
        self._check()
        return self._mode == "read" and self._buffer.seekable()

    def readable(self):
        """Whether the file was opened for reading."""
        self._check()
        return self._mode == "read"

    def writable(self):
        """Whether the file was opened for writing."""
        self._check()
        return self._mode == "write"

    def peek(self, n=0):
        """Buffered data without moving on."""
        self._check("read")
        return self._buffer.peek(n)

    def read(self, size=-1):
        """Read up to size bytes, all if size is negative."""
        self._check("read")
        return self._buffer.read(size)

    def read1(self, size=-1):
        """Read up to size bytes with as few reads of the file as possible."""
        self._check("read")
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readinto(self, b):
        """Read into a buffer; the number of bytes."""
        self._check("read")
        return self._buffer.readinto(b)

    def readline(self, size=-1):
        """Read a line."""
        self._check("read")
        return self._buffer.readline(size)

    def __iter__(self):
        self._check("read")
        return self._buffer.__iter__()

    def write(self, data):
        """Write bytes; the number of those, before compression."""
        self._check("write")
        if isinstance(data, (bytes, bytearray)):
            length = len(data)
        else:
            data = memoryview(data)
            length = data.nbytes
        self._fp.write(self._encoder.compress(data))
        self._place += length
        return length

    def seek(self, offset, whence=io.SEEK_SET):
        """Move to a place of the decompressed data; backwards it starts anew."""
        self._check("read")
        if not self.seekable():
            raise io.UnsupportedOperation("The underlying file object does not support seeking")
        return self._buffer.seek(offset, whence)

    def tell(self):
        """The place in the decompressed data."""
        self._check()
        return self._buffer.tell() if self._mode == "read" else self._place


def open_text(make, filename, mode, encoding, errors, newline, name="mode"):
    """What the open() of a module does: a file, with a text layer where `mode` has a `t`."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    else:
        for label, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument '{label}' not supported in binary mode")
    file = make(filename, mode.replace("t", ""))
    if "t" in mode:
        return io.TextIOWrapper(file, io.text_encoding(encoding), errors, newline)
    return file
