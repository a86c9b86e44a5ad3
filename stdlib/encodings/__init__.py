"""The package of encodings: names only, the encodings themselves are native."""

import codecs
import sys

from encodings import aliases

import _codecs


class CodecRegistryError(LookupError, SystemError):
    """A codec that registers itself wrongly."""


def normalize_encoding(encoding):
    """The name with runs of other characters than letters, digits and dots as underscores."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    out = []
    gap = False
    for char in encoding:
        if char.isalnum() or char == ".":
            if gap and out:
                out.append("_")
            gap = False
            if char.isascii():
                out.append(char)
        else:
            gap = True
    return "".join(out)


def search_function(encoding):
    """The CodecInfo of an encoding; None for an unknown one."""
    try:
        return codecs.lookup(encoding)
    except LookupError:
        return None
