"""email.header: headers in any language, as encoded words (RFC 2047)."""

import binascii
import re

import email.base64mime
import email.quoprimime
from email import charset as _charset
from email.errors import HeaderParseError

__all__ = ['Header', 'decode_header', 'make_header']

Charset = _charset.Charset
USASCII = Charset('us-ascii')
UTF8 = Charset('utf-8')
MAXLINELEN = 78

_ENCODED_WORD = re.compile(r'=\?([^?]*?)\?([QqBb])\?(.*?)\?=')
_FIELD_NAME = re.compile('[^:\\s][^:\\r\\n]*$')
# A line of a header that looks like another header.
_EMBEDDED = re.compile(r'\n[^ \t]+:')


def decode_header(header):
    """A header as pairs of text and character set (None where it is plain)."""
    if hasattr(header, '_chunks'):
        return [(_charset._encode(string, str(charset)), str(charset))
                for string, charset in header._chunks]
    if not _ENCODED_WORD.search(header):
        return [(header, None)]
    words = []
    for line in header.splitlines():
        parts = _ENCODED_WORD.split(line)
        first = True
        while parts:
            plain = parts.pop(0)
            if first:
                plain = plain.lstrip()
                first = False
            if plain:
                words.append((plain, None, None))
            if parts:
                charset, encoding, encoded = parts[:3]
                del parts[:3]
                words.append((encoded, encoding.lower(), charset.lower()))
    # White space between two encoded words is not part of the text.
    words = [word for at, word in enumerate(words)
             if not (word[1] is None and word[0].isspace() and 0 < at < len(words) - 1
                     and words[at - 1][1] and words[at + 1][1])]
    decoded = []
    for text, encoding, charset in words:
        if encoding is None:
            data = text.encode('raw-unicode-escape')
        elif encoding == 'q':
            data = email.quoprimime.header_decode(text).encode('latin-1')
        else:
            text += '==='[:(4 - len(text) % 4) % 4]
            try:
                data = email.base64mime.decode(text)
            except binascii.Error:
                raise HeaderParseError('Base64 decoding error')
        decoded.append((data, charset))
    collapsed = []
    for data, charset in decoded:
        if collapsed and collapsed[-1][1] == charset:
            glue = b' ' if charset is None else b''
            collapsed[-1] = (collapsed[-1][0] + glue + data, charset)
        else:
            collapsed.append((data, charset))
    return collapsed


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """A Header of the pairs that decode_header gives."""
    header = Header(maxlinelen=maxlinelen, header_name=header_name,
                    continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        header.append(text, charset)
    return header


class Header:
    """A header's value, of pieces in one character set each."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None,
                 continuation_ws=' ', errors='strict'):
        if charset is None:
            charset = USASCII
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        # The name stands on the first line, too.
        self._headerlen = 0 if header_name is None else len(header_name) + 2

    def __str__(self):
        """The text itself."""
        self._normalize()
        pieces = []
        last_charset = None
        last_space = None
        for text, charset in self._chunks:
            nextcs = charset
            if nextcs == _charset.UNKNOWN8BIT:
                text = text.encode('ascii', 'surrogateescape').decode('ascii', 'replace')
            if pieces:
                has_space = text and text[0] in ' \t'
                if last_charset not in (None, 'us-ascii'):
                    if nextcs in (None, 'us-ascii') and not has_space:
                        pieces.append(' ')
                        nextcs = None
                elif nextcs not in (None, 'us-ascii') and not last_space:
                    pieces.append(' ')
            last_space = text and text[-1] in ' \t'
            last_charset = nextcs
            pieces.append(text)
        return ''.join(pieces)

    def __eq__(self, other):
        return other == str(self)

    def append(self, s, charset=None, errors='strict'):
        """Add a piece."""
        if charset is None:
            charset = self._charset
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        if not isinstance(s, str):
            codec = charset.input_codec or 'us-ascii'
            if codec == _charset.UNKNOWN8BIT:
                s = s.decode('us-ascii', 'surrogateescape')
            else:
                s = s.decode(codec, errors)
        # What cannot be written in its set is written in UTF-8.
        codec = charset.output_codec or 'us-ascii'
        if codec != _charset.UNKNOWN8BIT:
            try:
                s.encode(codec, errors)
            except UnicodeEncodeError:
                if codec != 'us-ascii':
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def _normalize(self):
        """Join neighbours of one character set."""
        joined = []
        for text, charset in self._chunks:
            if joined and joined[-1][1] == charset:
                glue = ' ' if charset == USASCII else ''
                joined[-1] = (joined[-1][0] + glue + text, charset)
            else:
                joined.append((text, charset))
        self._chunks = joined

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The header as it is sent, in lines that are short enough."""
        self._normalize()
        if maxlinelen is None:
            maxlinelen = self._maxlinelen
        if maxlinelen == 0:
            maxlinelen = 1000000
        lines = _Lines(self._headerlen, maxlinelen, self._continuation_ws, splitchars)
        last_charset = None
        has_space = None
        for text, charset in self._chunks:
            if has_space is not None:
                space = text and text[0] in ' \t'
                if last_charset not in (None, 'us-ascii'):
                    if not space or charset not in (None, 'us-ascii'):
                        lines.add_transition()
                elif charset not in (None, 'us-ascii') and not has_space:
                    lines.add_transition()
            has_space = text and text[-1] in ' \t'
            last_charset = charset
            parts = text.splitlines()
            lines.feed('', parts[0] if parts else '', charset)
            for part in parts[1:]:
                part = part.lstrip()
                if charset.header_encoding is not None:
                    lines.feed(self._continuation_ws, ' ' + part, charset)
                else:
                    lines.feed(self._continuation_ws, part, charset)
            if len(parts) > 1:
                lines.newline()
        if self._chunks:
            lines.add_transition()
        value = lines.text(linesep)
        if _EMBEDDED.search(value):
            raise HeaderParseError('header value appears to contain an embedded header: '
                                   '{!r}'.format(value))
        return value


class _Lines:
    """The lines of a header as they grow: each a list of (space, word) pairs."""

    def __init__(self, headerlen, maxlen, continuation_ws, splitchars):
        self._maxlen = maxlen
        self._continuation_ws = continuation_ws
        self._splitchars = splitchars
        self._lines = []
        self._current = []
        self._initial = headerlen

    def _length(self):
        return self._initial + sum(len(space) + len(word) for space, word in self._current)

    def _is_blank(self):
        return self._initial == 0 and (not self._current or not ''.join(
            space + word for space, word in self._current).strip())

    def text(self, linesep):
        self.newline()
        return linesep.join(self._lines)

    def newline(self):
        # The pair that ends a piece is empty.
        if self._current and self._current[-1] == (' ', ''):
            self._current.pop()
        if self._current:
            line = ''.join(space + word for space, word in self._current)
            if not line.strip() and self._lines:
                self._lines[-1] += line
            else:
                self._lines.append(line)
        self._current = []
        self._initial = 0

    def add_transition(self):
        self._current.append((' ', ''))

    def feed(self, space, text, charset):
        """Add a piece of text."""
        if charset.header_encoding is None:
            self._feed_plain(space, text)
            return
        encoded = charset.header_encode_lines(text, self._rooms())
        first = encoded.pop(0) if encoded else None
        if first is not None:
            self._append(space, first)
        if not encoded:
            return
        last = encoded.pop()
        self.newline()
        for line in encoded:
            self._lines.append(self._continuation_ws + line)
        self._current.append((self._continuation_ws, last))

    def _rooms(self):
        yield self._maxlen - self._length()
        while True:
            yield self._maxlen - len(self._continuation_ws)

    def _feed_plain(self, space, text):
        parts = re.split('([ \t]+)', space + text)
        # Words and the space before them, in turns.
        if parts[0]:
            parts.insert(0, '')
        else:
            parts.pop(0)
        for at in range(0, len(parts) - 1, 2):
            self._append(parts[at], parts[at + 1])

    def _append(self, space, word):
        self._current.append((space, word))
        if self._length() <= self._maxlen:
            return
        # Break behind the last of the best characters to break at.
        for character in self._splitchars:
            for at in range(len(self._current) - 1, 0, -1):
                if character.isspace():
                    before = self._current[at][0]
                    if before and before[0] == character:
                        break
                previous = self._current[at - 1][1]
                if previous and previous[-1] == character:
                    break
            else:
                continue
            rest = self._current[at:]
            self._current = self._current[:at]
            self._break(rest)
            return
        pair = self._current.pop()
        if self._is_blank() or (not self._current and self._initial == 0):
            self._current.append(pair)
            return
        space, word = pair
        if not space:
            # Nothing to break at: it stays too long.
            self._current.append(pair)
            return
        self._break([pair])

    def _break(self, rest):
        self.newline()
        space, word = rest[0]
        if not space:
            space = self._continuation_ws
        self._current = [(space, word), *rest[1:]]
