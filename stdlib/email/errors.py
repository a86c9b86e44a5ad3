"""email.errors: exceptions, and defects, which messages collect rather than raise."""


class MessageError(Exception):
    """The base of the package's exceptions."""


class MessageParseError(MessageError):
    """A message cannot be read."""


class HeaderParseError(MessageParseError):
    """A header cannot be read."""


class BoundaryError(MessageParseError):
    """The end of a multipart message was not found."""


class MultipartConversionError(MessageError, TypeError):
    """The message does not take parts."""


class CharsetError(MessageError):
    """A character set is not permitted here."""


class HeaderWriteError(MessageError):
    """A header cannot be written."""


class MessageDefect(ValueError):
    """A fault of a message, in `line`."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


class NoBoundaryInMultipartDefect(MessageDefect):
    """A multipart message names no boundary."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The boundary never came."""


class CloseBoundaryNotFoundDefect(MessageDefect):
    """The last boundary never came."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first line of the headers continues none."""


class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A line "From " stands among the headers."""


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """A line among the headers is none."""


class MalformedHeaderDefect(MessageDefect):
    """A header is malformed; kept for programs that know it."""


class MultipartInvariantViolationDefect(MessageDefect):
    """A message says it is multipart, and has no parts."""


class InvalidMultipartContentTransferEncodingDefect(MessageDefect):
    """A multipart message says that it is encoded."""


class UndecodableBytesDefect(MessageDefect):
    """A header has bytes beyond ASCII."""


class InvalidBase64PaddingDefect(MessageDefect):
    """Base64 that ends without its padding."""


class InvalidBase64CharactersDefect(MessageDefect):
    """Base64 with characters that are none of it."""


class InvalidBase64LengthDefect(MessageDefect):
    """Base64 of a length that no bytes have."""


class HeaderDefect(MessageDefect):
    """A fault of a header."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


class InvalidHeaderDefect(HeaderDefect):
    """A header is not as the standard has it."""


class HeaderMissingRequiredValue(HeaderDefect):
    """A header is empty that must not be."""


class NonPrintableDefect(HeaderDefect):
    """A header has characters that cannot be printed."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return ('the following ASCII non-printables found in header: '
                f'{self.non_printables}')


class ObsoleteHeaderDefect(HeaderDefect):
    """A header uses syntax that is out of use."""


class NonASCIILocalPartDefect(HeaderDefect):
    """An address has letters beyond ASCII before its @."""


class InvalidDateDefect(HeaderDefect):
    """A header's date is none."""
