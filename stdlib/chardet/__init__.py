"""chardet: which encoding bytes are in.

Byte order marks, declarations, escape sequences and the rules of UTF decide where they can; what
is left, the guess of the detector that browsers use (native `_chardet`), and its confidence is a
measure of our own: it is not the number that the well-known library gives. Languages are found by
script and by frequent words, so for text without any of them there is none.
"""

from . import enums
from .enums import EncodingEra, LanguageFilter
from .detector import UniversalDetector
from ._pipeline import (DEFAULT_MAX_BYTES, MINIMUM_THRESHOLD, DetectionDict, DetectionResult,
                        _options, run)

__version__ = '7.7.0'
__all__ = ['DEFAULT_MAX_BYTES', 'MINIMUM_THRESHOLD', 'DetectionDict', 'DetectionResult',
           'EncodingEra', 'LanguageFilter', 'UniversalDetector', '__version__', 'detect',
           'detect_all']


def detect(byte_str, should_rename_legacy=False, encoding_era=EncodingEra.ALL,
           chunk_size=65536, max_bytes=DEFAULT_MAX_BYTES, *, prefer_superset=False,
           compat_names=True, include_encodings=None, exclude_encodings=None,
           no_match_encoding='cp1252', empty_input_encoding='utf-8'):
    """The likeliest encoding: a dict of encoding, confidence, language and mime_type."""
    options = _options(should_rename_legacy, encoding_era, max_bytes, prefer_superset,
                       compat_names, include_encodings, exclude_encodings, no_match_encoding,
                       empty_input_encoding)
    return run(byte_str, options)[0]


def detect_all(byte_str, ignore_threshold=False, should_rename_legacy=False,
               encoding_era=EncodingEra.ALL, chunk_size=65536, max_bytes=DEFAULT_MAX_BYTES, *,
               prefer_superset=False, compat_names=True, include_encodings=None,
               exclude_encodings=None, no_match_encoding='cp1252',
               empty_input_encoding='utf-8'):
    """All encodings that may be, the likeliest first."""
    options = _options(should_rename_legacy, encoding_era, max_bytes, prefer_superset,
                       compat_names, include_encodings, exclude_encodings, no_match_encoding,
                       empty_input_encoding)
    found = run(byte_str, options)
    if not ignore_threshold:
        found = [r for r in found if r['confidence'] > MINIMUM_THRESHOLD] or found
    return found
