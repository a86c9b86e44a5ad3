"""email.quoprimime: bodies and headers in quoted-printable."""

import re
from string import ascii_letters, digits

__all__ = ['body_decode', 'body_encode', 'body_length', 'decode', 'decodestring',
           'header_decode', 'header_encode', 'header_length', 'quote', 'unquote']

_ALL = ['=%02X' % c for c in range(256)]
_HEADER = _ALL[:]
for _c in b'-!*+/' + ascii_letters.encode() + digits.encode():
    _HEADER[_c] = chr(_c)
_HEADER[ord(' ')] = '_'
_BODY = _ALL[:]
for _c in b' !"#$%&\'()*+,-./0123456789:;<>?@[\\]^_`{|}~\t' + ascii_letters.encode():
    _BODY[_c] = chr(_c)


def header_check(octet):
    """Whether a byte must be quoted in a header."""
    return chr(octet) != _HEADER[octet]


def body_check(octet):
    """Whether a byte must be quoted in a body."""
    return chr(octet) != _BODY[octet]


def header_length(bytearray):
    """How long bytes become in a header."""
    return sum(len(_HEADER[octet]) for octet in bytearray)


def body_length(bytearray):
    """How long bytes become in a body."""
    return sum(len(_BODY[octet]) for octet in bytearray)


def unquote(s):
    """The character of '=AB'."""
    return chr(int(s[1:3], 16))


def quote(c):
    """'=AB' for a character."""
    return _ALL[ord(c)]


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word."""
    if not header_bytes:
        return ''
    text = header_bytes.decode('latin1').translate(_HEADER)
    return '=?%s?q?%s?=' % (charset, text)


def body_encode(body, maxlinelen=76, eol='\n'):
    """Text of characters below 256 in quoted-printable, in lines that are short enough."""
    if maxlinelen < 4:
        raise ValueError('maxlinelen must be at least 4')
    if not body:
        return body
    keep_newlines = dict(enumerate(_BODY))
    for c in b'\r\n':
        keep_newlines[c] = chr(c)
    body = body.translate(keep_newlines)
    soft = '=' + eol
    room = maxlinelen - 1
    out = []
    for line in body.splitlines():
        start = 0
        while len(line) - start > maxlinelen:
            end = start + room
            # An escape is not torn.
            if line[end - 2] == '=':
                end -= 2
            elif line[end - 1] == '=':
                end -= 1
            out.append(line[start:end] + '=')
            start = end
        last = line[start:]
        if last[-1:] in (' ', '\t') and last:
            # White space at the end would get lost.
            space = 1 if len(last) == maxlinelen else 0
            quoted = quote(last[-1])
            if len(last) + 2 <= maxlinelen:
                out.append(last[:-1] + quoted)
            elif space:
                out.append(last[:-1] + '=')
                out.append(quoted)
            else:
                out.append(last + '=')
                out.append('')
        else:
            out.append(last)
    if body[-1] in '\r\n':
        out.append('')
    return eol.join(out)


def decode(encoded, eol='\n'):
    """Text in quoted-printable, read."""
    if not encoded:
        return encoded
    out = []
    for line in encoded.splitlines():
        line = line.rstrip()
        if not line:
            out.append(eol)
            continue
        soft = line.endswith('=')
        if soft:
            line = line[:-1]
        out.append(re.sub('=[a-fA-F0-9]{2}', lambda m: unquote(m[0]), line))
        if not soft:
            out.append(eol)
    text = ''.join(out)
    if encoded[-1] not in '\r\n' and text.endswith(eol):
        text = text[:-len(eol)]
    return text


body_decode = decode
decodestring = decode


def header_decode(s):
    """The text of an encoded word."""
    return re.sub(r'=[a-fA-F0-9]{2}', lambda m: unquote(m[0]), s.replace('_', ' '),
                  flags=re.ASCII)
