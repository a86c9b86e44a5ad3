"""http._client_errors: the exceptions of http.client."""

_MAXLINE = 65536


class HTTPException(Exception):
    """The base of this module's exceptions."""


class NotConnected(HTTPException):
    """There is no connection."""


class InvalidURL(HTTPException):
    """The address is none."""


class UnknownProtocol(HTTPException):
    """The server speaks another protocol."""

    def __init__(self, version):
        self.args = version,
        self.version = version


class UnknownTransferEncoding(HTTPException):
    """The body is encoded in an unknown way."""


class UnimplementedFileMode(HTTPException):
    """A file of a mode that is not supported."""


class IncompleteRead(HTTPException):
    """The body ended before its announced end; `partial` is what came."""

    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        more = ', %i more expected' % self.expected if self.expected is not None else ''
        return '%s(%i bytes read%s)' % (self.__class__.__name__, len(self.partial), more)

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    """Not now."""


class CannotSendRequest(ImproperConnectionState):
    """Another request is under way."""


class CannotSendHeader(ImproperConnectionState):
    """No request has been started."""


class ResponseNotReady(ImproperConnectionState):
    """No request has been sent, or the response before was not read."""


class BadStatusLine(HTTPException):
    """The first line of a response is none."""

    def __init__(self, line):
        if not line:
            line = repr(line)
        self.args = line,
        self.line = line


class LineTooLong(HTTPException):
    """A line is longer than is permitted."""

    def __init__(self, line_type):
        HTTPException.__init__(self, 'got more than %d bytes when reading %s' % (_MAXLINE,
                                                                                line_type))


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The server closed the connection without a response."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *pos, **kw)
