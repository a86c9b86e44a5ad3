"""email._folding: headers as lines that are short enough, for EmailPolicy."""

import re

from email import base64mime, quoprimime

_SPACES = re.compile(r'([ \t]+)')
# Quotes are not needed around an encoded word.
_NAME_AND_ADDRESS = re.compile(r'^(\s*)"?(.*?)"?(\s*<[^<>]*>\s*,?)$', re.DOTALL)
_CHROME = len('=?utf-8?q??=')
_UNBOUNDED = 10 ** 6


def encode_word(text):
    """A text as one encoded word, in the shorter of the two ways."""
    data = text.encode('utf-8', 'surrogateescape')
    charset = 'unknown-8bit' if any('\udc80' <= c <= '\udcff' for c in text) else 'utf-8'
    if quoprimime.header_length(data) - base64mime.header_length(data) < 5:
        return quoprimime.header_encode(data, charset)
    return base64mime.header_encode(data, charset)


def _tokens(text):
    """Pairs of space and word."""
    tokens = []
    space = ''
    for at, part in enumerate(_SPACES.split(text)):
        if at % 2:
            space = part
        elif part:
            tokens.append((space, part))
            space = ''
    if space:
        tokens.append((space, ''))
    return tokens


class _Folder:
    """Lines as they grow. Words that must be encoded join the encoded word before on their line,
    with the plain words in between."""

    def __init__(self, start, policy):
        self.lines = [start]
        self._room = policy.max_line_length or _UNBOUNDED
        self._utf8 = policy.utf8
        self._forget()

    def _forget(self):
        # Where the last encoded word of the line begins, and what it and the rest say.
        self._last = None
        self._text = ''

    def add(self, space, word):
        """Add a word."""
        if (word.isascii() or self._utf8) and len(word) < self._room:
            whole = space + word
            if len(whole) <= self._room - len(self.lines[-1]) or not space:
                self.lines[-1] += whole
                self._text += whole
            else:
                self.lines.append(whole)
                self._forget()
            return
        if self._last is None:
            self.lines[-1] += space
            text = word
        else:
            self.lines[-1] = self.lines[-1][:self._last]
            text = self._text + space + word
        self._encode(text)

    def _encode(self, text):
        while True:
            room = self._room - len(self.lines[-1])
            if room - _CHROME <= 0:
                self.lines[-1] = self.lines[-1].rstrip() if len(self.lines) > 1 \
                    else self.lines[-1]
                self.lines.append(' ')
                continue
            part = text[:room - _CHROME]
            encoded = encode_word(part)
            while len(encoded) > room and len(part) > 1:
                part = part[:-1]
                encoded = encode_word(part)
            self._last = len(self.lines[-1])
            self._text = part
            self.lines[-1] += encoded
            text = text[len(part):]
            if not text:
                return
            self.lines.append(' ')

    def text(self, linesep):
        """The header."""
        return linesep.join(self.lines) + linesep


def fold_words(name, text, policy):
    """The lines of a header that is text."""
    folder = _Folder(name + ':', policy)
    for space, word in _tokens(' ' + text):
        folder.add(space, word)
    return folder.text(policy.linesep)


def _addresses(text):
    """The addresses of a list, each with its comma."""
    pieces = []
    start = depth = 0
    quoted = escaped = False
    for at, c in enumerate(text):
        if escaped:
            escaped = False
        elif c == '\\':
            escaped = True
        elif c == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif c == '(':
            depth += 1
        elif c == ')':
            depth -= 1
        elif c == ',' and depth <= 0:
            pieces.append(text[start:at + 1])
            start = at + 1
    if text[start:].strip():
        pieces.append(text[start:])
    return pieces


def fold_addresses(name, text, policy):
    """The lines of a header that is a list of addresses: an address stays on one line, if it
    fits on one."""
    folder = _Folder(name + ':', policy)
    room = policy.max_line_length or _UNBOUNDED
    for piece in _addresses(' ' + text):
        words = _tokens(piece)
        if not piece.isascii() and not policy.utf8:
            match = _NAME_AND_ADDRESS.match(piece)
            if match and not match[2].isascii():
                words = [(match[1], encode_word(match[2])), *_tokens(match[3])]
        whole = ''.join(space + word for space, word in words)
        if len(folder.lines[-1]) + len(whole) > room and 1 + len(whole.lstrip()) <= room \
                and folder.lines[-1] != name + ':':
            folder.lines.append(whole)
        elif len(folder.lines[-1]) + len(whole) <= room:
            folder.lines[-1] += whole
        else:
            for space, word in _tokens(piece):
                folder.add(space, word)
    return folder.text(policy.linesep)
