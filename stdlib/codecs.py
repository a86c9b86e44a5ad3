"""Encodings: looking them up, encoding and decoding at once, in chunks and in files."""

import builtins
import sys

import _codecs
from _codec_handlers import (
    backslashreplace_errors,
    ignore_errors,
    namereplace_errors,
    replace_errors,
    strict_errors,
    xmlcharrefreplace_errors,
)
from _codecs import *

__all__ = [
    "register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE",
    "BOM32_LE", "BOM64_BE", "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE",
    "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder",
    "IncrementalDecoder", "StreamReader", "StreamWriter", "StreamReaderWriter", "StreamRecoder",
    "getencoder", "getdecoder", "getincrementalencoder", "getincrementaldecoder", "getreader",
    "getwriter", "encode", "decode", "iterencode", "iterdecode", "strict_errors",
    "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
    "namereplace_errors", "register_error", "lookup_error",
]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE
BOM32_LE, BOM32_BE = BOM_UTF16_LE, BOM_UTF16_BE
BOM64_LE, BOM64_BE = BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """What there is to know of an encoding."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (
            self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))

    def __getnewargs__(self):
        return tuple(self)


class Codec:
    """The interface of an encoding without state."""

    def encode(self, input, errors="strict"):
        """Encodes: the bytes, and how much of the input was taken."""
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        """Decodes: the text, and how much of the input was taken."""
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes in chunks."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """Encodes in chunks and keeps what could not be encoded yet."""

    def __init__(self, errors="strict"):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        waiting = self.buffer + input
        result, taken = self._buffer_encode(waiting, self.errors, final)
        self.buffer = waiting[taken:]
        return result

    def reset(self):
        IncrementalEncoder.reset(self)
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes in chunks."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return (b"", 0)

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Decodes in chunks and keeps bytes that are not a whole character yet."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        waiting = self.buffer + input
        result, taken = self._buffer_decode(waiting, self.errors, final)
        self.buffer = waiting[taken:]
        return result

    def reset(self):
        IncrementalDecoder.reset(self)
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    """Writes encoded text to a binary file."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReader(Codec):
    """Reads text from a binary file."""

    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b""
        self._empty_charbuffer = self.charbuffertype()
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def _join_lines(self):
        """Lines that were cut apart for readline become text again."""
        if self.linebuffer is not None:
            self.charbuffer = self._empty_charbuffer.join(self.linebuffer)
            self.linebuffer = None

    def _fill(self, size):
        """Decodes some more bytes; whether there were any."""
        data = self.stream.read() if size < 0 else self.stream.read(size)
        waiting = self.bytebuffer + data
        if not waiting:
            return False
        text, taken = self.decode(waiting, self.errors)
        self.bytebuffer = waiting[taken:]
        self.charbuffer += text
        return bool(data)

    def read(self, size=-1, chars=-1, firstline=False):
        """Reads `chars` characters, or what about `size` bytes give, or everything."""
        self._join_lines()
        if chars is None:
            chars = -1
        if size is None:
            size = -1
        while chars < 0 or len(self.charbuffer) < chars:
            if size >= 0 and chars < 0 and self.charbuffer:
                break
            had = self._fill(size)
            if not had or size < 0 and chars < 0:
                break
        if chars < 0:
            result = self.charbuffer
            self.charbuffer = self._empty_charbuffer
        else:
            result = self.charbuffer[:chars]
            self.charbuffer = self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        """Reads a line; `size` is how many bytes to read at a time."""
        if self.linebuffer:
            line = self.linebuffer.pop(0)
            if len(self.linebuffer) <= 1:
                # The last may go on: it is text to read again.
                self.charbuffer = self.linebuffer[0] if self.linebuffer else self._empty_charbuffer
                self.linebuffer = None
            return line if keepends else line.splitlines(False)[0]
        chunk = size or 72
        line = self._empty_charbuffer
        while True:
            more = self.read(chunk, firstline=True)
            if more and more.endswith("\r"):
                # A line feed may follow.
                more += self.read(size=1, chars=1)
            line += more
            lines = line.splitlines(keepends=True)
            if len(lines) > 1:
                first = lines.pop(0)
                if len(lines) > 1:
                    lines[-1] += self.charbuffer
                    self.linebuffer = lines
                    self.charbuffer = self._empty_charbuffer
                else:
                    self.charbuffer = lines[0] + self.charbuffer
                return first if keepends else first.splitlines(False)[0]
            if lines:
                bare = lines[0].splitlines(False)[0]
                if lines[0] != bare:
                    return lines[0] if keepends else bare
            if not more or size is not None:
                if line and not keepends:
                    line = line.splitlines(False)[0]
                return line
            chunk = min(chunk * 2, 8000)

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b""
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReaderWriter:
    """A reader and a writer over one file."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None, keepends=True):
        return self.reader.readlines(sizehint, keepends)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamRecoder:
    """A file in one encoding that is seen in another."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        line = self.reader.readline() if size is None else self.reader.readline(size)
        return self.encode(line, self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.writer.write(self.decode(b"".join(list), self.errors)[0])

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Opens a file that reads and writes text in an encoding; without one, as open() does."""
    if encoding is not None and "b" not in mode:
        mode = mode + "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        both = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        both.encoding = encoding
        return both
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """A file whose bytes are seen in data_encoding while the file is in file_encoding."""
    if file_encoding is None:
        file_encoding = data_encoding
    seen, kept = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(
        file, seen.encode, seen.decode, kept.streamreader, kept.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = file_encoding
    return recoder


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """The bytes of an iterator of texts, chunk by chunk."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        output = encoder.encode(text)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """The text of an iterator of bytes, chunk by chunk."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        output = decoder.decode(data)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def make_identity_dict(rng):
    """Every number of a range mapped to itself."""
    return {number: number for number in rng}


def make_encoding_map(decoding_map):
    """The other direction of a map; None for what several numbers map to."""
    encoding_map = {}
    for number, char in decoding_map.items():
        encoding_map[char] = None if char in encoding_map else number
    return encoding_map


class _Errors:
    """Gives a native coder's name of the error handler as the attribute `errors`."""

    @property
    def errors(self):
        return self._coder.errors

    @errors.setter
    def errors(self, value):
        self._coder.errors = value


def _make_info(name, is_text):
    """The CodecInfo of a native encoding."""
    if not is_text:
        return _make_transform(name)

    class IncrementalEncoder(_Errors, globals()["IncrementalEncoder"]):
        def __init__(self, errors="strict"):
            self._coder = _codecs._Encoder(name, errors)

        def encode(self, input, final=False):
            return self._coder.encode(input, final)

        def reset(self):
            self._coder.reset()

        def getstate(self):
            return self._coder.getstate()

        def setstate(self, state):
            self._coder.setstate(state)

    class IncrementalDecoder(_Errors, globals()["IncrementalDecoder"]):
        def __init__(self, errors="strict"):
            self._coder = _codecs._Decoder(name, errors)

        def decode(self, input, final=False):
            return self._coder.decode(input, final)

        def reset(self):
            self._coder.reset()

        def getstate(self):
            return self._coder.getstate()

        def setstate(self, state):
            self._coder.setstate(state)

    class StreamWriter(globals()["StreamWriter"]):
        def __init__(self, stream, errors="strict"):
            self._coder = _codecs._Encoder(name, errors)
            super().__init__(stream, errors)

        def encode(self, input, errors="strict"):
            self._coder.errors = errors
            return self._coder.encode(input), len(input)

        def reset(self):
            self._coder.reset()

    class StreamReader(globals()["StreamReader"]):
        def __init__(self, stream, errors="strict"):
            self._coder = _codecs._Decoder(name, errors)
            super().__init__(stream, errors)

        def decode(self, input, errors="strict"):
            self._coder.errors = errors
            return self._coder.decode(input), len(input)

        def reset(self):
            super().reset()
            self._coder.reset()

    def encode(input, errors="strict"):
        return _codecs.encode(input, name, errors), len(input)

    def decode(input, errors="strict"):
        return _codecs.decode(input, name, errors), len(input)

    for made in (IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader):
        made.__module__ = "encodings." + name.replace("-", "_")
        made.__qualname__ = made.__name__
    return CodecInfo(encode, decode, StreamReader, StreamWriter, IncrementalEncoder,
                     IncrementalDecoder, name)


def _make_transform(name):
    """The CodecInfo of a codec from bytes to bytes or from text to text."""

    def encode(input, errors="strict"):
        return _codecs._transform(name, input, True), len(input)

    def decode(input, errors="strict"):
        return _codecs._transform(name, input, False), len(input)

    class IncrementalEncoder(globals()["IncrementalEncoder"]):
        def encode(self, input, final=False):
            return encode(input)[0]

    class IncrementalDecoder(globals()["IncrementalDecoder"]):
        def decode(self, input, final=False):
            return decode(input)[0]

    class StreamWriter(globals()["StreamWriter"]):
        def encode(self, input, errors="strict"):
            return encode(input)

    class StreamReader(globals()["StreamReader"]):
        charbuffertype = str if name == "rot-13" else bytes

        def decode(self, input, errors="strict"):
            return decode(input)

    for made in (IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader):
        made.__module__ = "encodings." + name.replace("-", "_")
        made.__qualname__ = made.__name__
    return CodecInfo(encode, decode, StreamReader, StreamWriter, IncrementalEncoder,
                     IncrementalDecoder, name, _is_text_encoding=False)
