"""chardet.detector: detection of bytes that come in pieces."""

from .enums import EncodingEra, LanguageFilter
from ._pipeline import (DEFAULT_MAX_BYTES, LEGACY_MAP, MINIMUM_THRESHOLD, _options, run)


class UniversalDetector:
    """Takes bytes by `feed`, and says by `close` what they are in."""

    MINIMUM_THRESHOLD = MINIMUM_THRESHOLD
    LEGACY_MAP = LEGACY_MAP

    def __init__(self, lang_filter=LanguageFilter.ALL, should_rename_legacy=False,
                 encoding_era=EncodingEra.ALL, max_bytes=DEFAULT_MAX_BYTES, *,
                 prefer_superset=False, compat_names=True, include_encodings=None,
                 exclude_encodings=None, no_match_encoding='cp1252',
                 empty_input_encoding='utf-8'):
        if lang_filter != LanguageFilter.ALL:
            import warnings
            warnings.warn('lang_filter is not implemented in this version of chardet and will '
                          'be ignored', DeprecationWarning, stacklevel=2)
        self._options = _options(should_rename_legacy, encoding_era, max_bytes, prefer_superset,
                                 compat_names, include_encodings, exclude_encodings,
                                 no_match_encoding, empty_input_encoding)
        self.reset()

    def reset(self):
        """Begin anew."""
        self._data = bytearray()
        self._done = False
        self._closed = False
        self._result = {'encoding': None, 'confidence': 0.0, 'language': None,
                        'mime_type': None}

    @property
    def done(self):
        """Whether more bytes would change nothing."""
        return self._done

    @property
    def result(self):
        """What is known so far."""
        return self._result

    def feed(self, byte_str):
        """Take more bytes."""
        if self._closed:
            raise ValueError('feed() called after close() without reset()')
        if self._done:
            return
        room = self._options['max_bytes'] - len(self._data)
        self._data += bytes(byte_str)[:room]
        if len(self._data) >= self._options['max_bytes']:
            self._done = True

    def close(self):
        """No more bytes: the result."""
        if not self._closed:
            self._closed = self._done = True
            self._result = run(bytes(self._data), self._options)[0]
        return self._result
