"""quopri: text as quoted-printable, the encoding of MIME for text that is mostly ASCII."""

import binascii

__all__ = ["encode", "decode", "encodestring", "decodestring"]

ESCAPE = b"="
MAXLINESIZE = 76
HEX = b"0123456789ABCDEF"
EMPTYSTRING = b""


def encode(input, output, quotetabs, header=False):
    """Read 'input', apply quoted-printable encoding, and write to 'output'."""
    output.write(encodestring(input.read(), quotetabs, header))


def encodestring(s, quotetabs=False, header=False):
    """Bytes in quoted-printable."""
    return binascii.b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Read 'input', apply quoted-printable decoding, and write to 'output'."""
    output.write(decodestring(input.read(), header))


def decodestring(s, header=False):
    """The bytes that quoted-printable text stands for."""
    return binascii.a2b_qp(s, header=header)
