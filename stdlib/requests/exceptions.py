"""requests.exceptions: what can go wrong."""

from json import JSONDecodeError as CompatJSONDecodeError

from ._transport import HTTPError as BaseHTTPError


class RequestException(IOError):
    """The base of them all; it knows the request and the response, where there is one."""

    def __init__(self, *args, **kwargs):
        response = kwargs.pop('response', None)
        self.response = response
        self.request = kwargs.pop('request', None)
        if response is not None and not self.request and hasattr(response, 'request'):
            self.request = self.response.request
        super().__init__(*args, **kwargs)


class InvalidJSONError(RequestException):
    """A JSON text cannot be made or read."""


class JSONDecodeError(InvalidJSONError, CompatJSONDecodeError):
    """A body is no JSON."""

    def __init__(self, *args, **kwargs):
        CompatJSONDecodeError.__init__(self, *args)
        InvalidJSONError.__init__(self, *self.args, **kwargs)

    def __reduce__(self):
        return CompatJSONDecodeError.__reduce__(self)


class HTTPError(RequestException):
    """The status of a response is that of an error."""


class ConnectionError(RequestException):
    """The connection failed."""


class ProxyError(ConnectionError):
    """The proxy failed."""


class SSLError(ConnectionError):
    """TLS failed."""


class Timeout(RequestException):
    """It took too long."""


class ConnectTimeout(ConnectionError, Timeout):
    """Connecting took too long."""


class ReadTimeout(Timeout):
    """The server sent nothing in time."""


class URLRequired(RequestException):
    """There is no address."""


class TooManyRedirects(RequestException):
    """One redirection too many."""


class MissingSchema(RequestException, ValueError):
    """The address has no scheme."""


class InvalidSchema(RequestException, ValueError):
    """The address has a scheme that nobody knows."""


class InvalidURL(RequestException, ValueError):
    """The address is none."""


class InvalidHeader(RequestException, ValueError):
    """A header is none."""


class InvalidProxyURL(InvalidURL):
    """The address of the proxy is none."""


class ChunkedEncodingError(RequestException):
    """The body ended before its end."""


class ContentDecodingError(RequestException, BaseHTTPError):
    """The body cannot be decoded."""


class StreamConsumedError(RequestException, TypeError):
    """The body has been read."""


class RetryError(RequestException):
    """Trying again did not help."""


class UnrewindableBodyError(RequestException):
    """A body cannot be sent a second time."""


class RequestsWarning(Warning):
    """The base of the warnings."""


class FileModeWarning(RequestsWarning, DeprecationWarning):
    """A file was opened in text mode."""


class RequestsDependencyWarning(RequestsWarning):
    """Something that requests uses does not fit; never issued here."""
