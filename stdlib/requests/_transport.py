"""requests._transport: connections, and responses as they come from them.

Stands where urllib3 stands under the well-known library: connections are kept for the next
request to the same server, and bodies are decoded (gzip, deflate) as they are read. Left out:
retries beyond one for a kept connection that the server has closed, SOCKS.
"""

import http.client
import socket
import zlib


class HTTPError(Exception):
    """The base of this module's exceptions."""


class PoolError(HTTPError):
    """An error of the connections to one server."""

    def __init__(self, pool, message):
        self.pool = pool
        self._message = message
        super().__init__(f'{pool}: {message}')


class RequestError(PoolError):
    """An error of a request."""

    def __init__(self, pool, url, message):
        self.url = url
        super().__init__(pool, message)


class MaxRetryError(RequestError):
    """Connecting failed."""

    def __init__(self, pool, url, reason=None):
        self.reason = reason
        message = f'Max retries exceeded with url: {url} (Caused by {reason!r})'
        super().__init__(pool, url, message)


class ReadTimeoutError(RequestError):
    """The server sent nothing in time."""


class ConnectTimeoutError(HTTPError):
    """Connecting took too long."""

    def __init__(self, conn, message):
        self.conn = conn
        super().__init__(f'{conn}: {message}')


class NewConnectionError(HTTPError):
    """There is no connection to be had."""

    def __init__(self, conn, message):
        self.conn = conn
        super().__init__(f'{conn}: {message}')


class NameResolutionError(NewConnectionError):
    """The host has no address."""

    def __init__(self, host, conn, reason):
        super().__init__(conn, f"Failed to resolve '{host}' ({reason})")


class ProtocolError(HTTPError):
    """The other side does not keep to the protocol."""


class ProxyError(HTTPError):
    """The proxy failed."""

    def __init__(self, message, error):
        super().__init__(message, error)
        self.original_error = error


class SSLError(HTTPError):
    """TLS failed."""


class DecodeError(HTTPError):
    """The body cannot be decoded."""


class InvalidHeader(HTTPError):
    """A header says what cannot be."""


class InvalidChunkLength(http.client.HTTPException):
    """The length of a chunk is no number."""

    def __init__(self, got):
        self.got = got
        super().__init__(got)

    def __repr__(self):
        return f'InvalidChunkLength(got length {self.got!r}, 0 bytes read)'

    __str__ = __repr__


class _Response(http.client.HTTPResponse):
    """A response that says what is wrong with a chunk."""

    def _read_next_chunk_size(self):
        line = self.fp.readline(65537)
        try:
            size = int(line.split(b';', 1)[0], 16)
            if size < 0:
                raise ValueError
            return size
        except ValueError:
            self._close_conn()
            raise InvalidChunkLength(line) from None


class HTTPHeaderDict(dict):
    """The headers of a response: of several with one name, joined."""

    def __init__(self, message):
        super().__init__()
        self.message = message
        for name, value in message.items():
            known = next((k for k in self if k.lower() == name.lower()), name)
            self[known] = f'{self[known]}, {value}' if known in self else value

    def getlist(self, name, default=()):
        """All values of a name."""
        return self.message.get_all(name) or list(default)

    def get(self, name, default=None):
        """The value of a name."""
        for known, value in self.items():
            if known.lower() == name.lower():
                return value
        return default


class _Deflate:
    """Decodes deflate, with the header of zlib or without, as servers send it."""

    def __init__(self):
        self._start = b''
        self._decoder = zlib.decompressobj()
        self._sure = False

    def decompress(self, data):
        if self._sure:
            return self._decoder.decompress(data)
        self._start += data
        try:
            out = self._decoder.decompress(data)
            if out:
                self._sure = True
                self._start = b''
            return out
        except zlib.error:
            self._sure = True
            self._decoder = zlib.decompressobj(-zlib.MAX_WBITS)
            data, self._start = self._start, b''
            return self._decoder.decompress(data)

    def flush(self):
        return self._decoder.flush()


class _Gzip:
    """Decodes gzip, of several members if need be."""

    def __init__(self):
        self._decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._first = True

    def decompress(self, data):
        pieces = []
        while data:
            try:
                pieces.append(self._decoder.decompress(data))
            except zlib.error:
                if self._first:
                    raise
                # Rubbish after the last member.
                break
            data = self._decoder.unused_data
            if not data:
                break
            self._first = False
            self._decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return b''.join(pieces)

    def flush(self):
        return self._decoder.flush()


class _Several:
    """Decodes what was encoded several times."""

    def __init__(self, decoders):
        self._decoders = decoders

    def decompress(self, data):
        for decoder in reversed(self._decoders):
            data = decoder.decompress(data)
        return data

    def flush(self):
        return self._decoders[0].flush()


def _decoder_of(encoding):
    names = [name.strip() for name in encoding.lower().split(',')]
    made = []
    for name in names[:5]:
        if name in ('gzip', 'x-gzip'):
            made.append(_Gzip())
        elif name == 'deflate':
            made.append(_Deflate())
        else:
            return None
    return made[0] if len(made) == 1 else _Several(made)


class RawResponse:
    """A response as it came: `Response.raw`."""

    def __init__(self, original, pool, connection, method, url, read_timeout):
        self._original_response = original
        self._pool = pool
        self._connection = connection
        self._read_timeout = read_timeout
        self._method = method
        self._url = url
        self.headers = HTTPHeaderDict(original.headers)
        self.status = original.status
        self.reason = original.reason
        self.version = original.version
        self.decode_content = False
        self._decoder = None
        self._decoded = b''
        self._ended = False
        self._read_bytes = 0
        self._expected = original.length
        self._check_length()

    def _check_length(self):
        """A server that announces two lengths is not to be believed."""
        length = self.headers.get('content-length')
        if length and ',' in length and not self._original_response.chunked:
            lengths = {part.strip() for part in length.split(',')}
            if len(lengths) > 1:
                self.close()
                raise InvalidHeader('Content-Length contained multiple unmatching values '
                                    f'({length})')
            only = lengths.pop()
            if only.isdigit() and self._method != 'HEAD':
                self._original_response.length = self._expected = int(only)

    @property
    def closed(self):
        """Whether everything has been read."""
        return self._ended and not self._decoded

    def _fetch(self, amt):
        """The next bytes of the body; b'' at its end."""
        original = self._original_response
        if self._ended:
            return b''
        try:
            if original.chunked:
                # A piece at a time; the end is told by an empty one.
                data = original.read1(amt if amt is not None else 65536) \
                    if original.fp is not None else b''
            else:
                data = original.read(amt if amt is not None else 65536)
        except TimeoutError as err:
            raise ReadTimeoutError(self._pool, self._url, 'Read timed out.') from err
        except http.client.IncompleteRead as err:
            if original.chunked and original.chunk_left:
                err = _Incomplete(self._read_bytes, original.chunk_left)
            self.close()
            raise ProtocolError(f'Connection broken: {err!r}', err) from err
        except (http.client.HTTPException, OSError, ValueError) as err:
            self.close()
            raise ProtocolError(f'Connection broken: {err!r}', err) from err
        self._read_bytes += len(data)
        if not data:
            self._end()
        elif original.fp is None and not original.chunked:
            self._end()
        return data

    def _end(self):
        """The body is at its end: give the connection back."""
        self._ended = True
        missing = (self._expected or 0) - self._read_bytes
        original = self._original_response
        if (self._expected is not None and missing > 0 and not original.chunked
                and self._method != 'HEAD'):
            self._drop()
            err = _Incomplete(self._read_bytes, missing)
            raise ProtocolError(f'Connection broken: {err!r}', err)
        self.release_conn()

    def read(self, amt=None, decode_content=None, cache_content=False):
        """Read the body, or bytes of it, decoded if that is wanted."""
        if decode_content is None:
            decode_content = self.decode_content
        pieces = [self._decoded] if self._decoded else []
        self._decoded = b''
        have = sum(map(len, pieces))
        while amt is None or have < amt:
            data = self._fetch(None if amt is None else max(amt, 1))
            ended = not data
            data = self._decode(data, decode_content, ended)
            pieces.append(data)
            have += len(data)
            if ended:
                break
        data = b''.join(pieces)
        if amt is not None and len(data) > amt:
            data, self._decoded = data[:amt], data[amt:]
        return data

    def _decode(self, data, decode_content, ended):
        if not decode_content:
            return data
        if self._decoder is None:
            encoding = self.headers.get('content-encoding', '')
            self._decoder = _decoder_of(encoding) or False if encoding else False
        if not self._decoder:
            return data
        try:
            if ended:
                return self._decoder.flush()
            return self._decoder.decompress(data)
        except (OSError, zlib.error) as err:
            encoding = self.headers.get('content-encoding', '').lower()
            raise DecodeError('Received response with content-encoding: '
                              f'{encoding}, but failed to decode it.', err) from err

    def stream(self, amt=65536, decode_content=None):
        """The body in pieces of at most so many bytes."""
        while True:
            data = self.read(amt, decode_content)
            if not data:
                return
            yield data

    def __iter__(self):
        buffer = b''
        for chunk in self.stream(decode_content=True):
            buffer += chunk
            *lines, buffer = buffer.split(b'\n')
            for line in lines:
                yield line + b'\n'
        if buffer:
            yield buffer

    def getheaders(self):
        """The headers."""
        return self.headers

    def getheader(self, name, default=None):
        """The value of a header."""
        return self.headers.get(name, default)

    def info(self):
        """The headers."""
        return self._original_response.headers

    def isclosed(self):
        """Whether everything has been read."""
        return self.closed

    def readable(self):
        """Yes."""
        return True

    def release_conn(self):
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            if self._ended and connection.sock is not None:
                self._pool.give_back(connection)
            else:
                connection.close()

    def _drop(self):
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def close(self):
        """Read no more."""
        self._ended = True
        self._drop()
        self._original_response.close()


class _Incomplete(http.client.IncompleteRead):
    """A body that ended too soon, of which the number of bytes is known."""

    def __init__(self, count, expected):
        super().__init__(b'', expected)
        self.count = count
        self.args = (count, expected)

    def __repr__(self):
        return f'IncompleteRead({self.count} bytes read, {self.expected} more expected)'

    __str__ = __repr__


class Pool:
    """The connections to one server."""

    def __init__(self, scheme, host, port, context=None, proxy=None, proxy_headers=None):
        self.scheme = scheme
        self.host = host
        self.port = port
        self._context = context
        self._proxy = proxy
        self._proxy_headers = proxy_headers or {}
        self._idle = []

    def __str__(self):
        kind = 'HTTPSConnectionPool' if self.scheme == 'https' else 'HTTPConnectionPool'
        return f'{kind}(host={self.host!r}, port={self.port!r})'

    def _new(self):
        host, port = self._proxy or (self.host, self.port)
        if self.scheme == 'https':
            connection = http.client.HTTPSConnection(host, port, context=self._context)
            if self._proxy:
                connection.set_tunnel(self.host, self.port, self._proxy_headers)
        else:
            connection = http.client.HTTPConnection(host, port)
        connection.response_class = _Response
        return connection

    def give_back(self, connection):
        """Keep a connection for the next request."""
        if len(self._idle) < 10:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self):
        """Close the connections that are kept."""
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self):
        """A connection that is kept and still open, or a new one."""
        import select
        while self._idle:
            connection = self._idle.pop()
            # Something to read on an idle connection is its end.
            try:
                if not select.select([connection.sock], [], [], 0)[0]:
                    return connection, True
            except (OSError, ValueError):
                pass
            connection.close()
        return self._new(), False

    def _connect(self, connection, url, timeout):
        kind = 'HTTPSConnection' if self.scheme == 'https' else 'HTTPConnection'
        shown = f'{kind}(host={connection.host!r}, port={connection.port!r})'
        connection.timeout = timeout
        import ssl
        try:
            connection.connect()
            return
        except socket.gaierror as err:
            reason = NameResolutionError(connection.host, shown, err)
        except TimeoutError as err:
            reason = ConnectTimeoutError(
                shown, f'Connection to {connection.host} timed out. (connect timeout={timeout})')
        except ssl.SSLError as err:
            reason = SSLError(err)
        except OSError as err:
            if str(err).startswith('Tunnel connection failed'):
                reason = ProxyError('Unable to connect to proxy', err)
            else:
                text = f'Failed to establish a new connection: {err}'
                reason = NewConnectionError(shown, text)
                if self._proxy:
                    reason = ProxyError('Unable to connect to proxy', reason)
        connection.close()
        raise MaxRetryError(self, url, reason)

    def urlopen(self, method, url, body, headers, connect_timeout, read_timeout, chunked):
        """Send a request; the response as it comes."""
        connection, kept = self._take()
        try:
            if not kept:
                self._connect(connection, url, connect_timeout)
            connection.sock.settimeout(read_timeout)
            try:
                self._send(connection, method, url, body, headers, chunked)
                response = connection.getresponse()
            except TimeoutError as err:
                raise ReadTimeoutError(self, url, 'Read timed out. '
                                       f'(read timeout={read_timeout})') from err
            except (http.client.HTTPException, OSError) as err:
                if kept and isinstance(err, ConnectionError) and not hasattr(body, 'read') \
                        and not chunked:
                    # The server closed the connection while it was kept.
                    connection.close()
                    return self.urlopen(method, url, body, headers, connect_timeout,
                                        read_timeout, chunked)
                raise ProtocolError('Connection aborted.', err) from err
        except:
            connection.close()
            raise
        return RawResponse(response, self, connection, method, url, read_timeout)

    def _send(self, connection, method, url, body, headers, chunked):
        names = {name.lower() for name in headers}
        connection.putrequest(method, url, skip_host='host' in names,
                              skip_accept_encoding='accept-encoding' in names)
        if 'user-agent' not in names:
            # What servers see from the well-known library.
            connection.putheader('User-Agent', 'python-urllib3/2.8.0')
        for name, value in headers.items():
            connection.putheader(name, value)
        if isinstance(body, str):
            body = body.encode('utf-8')
        if not chunked:
            connection.endheaders(body)
            return
        if 'transfer-encoding' not in names:
            connection.putheader('Transfer-Encoding', 'chunked')
        connection.endheaders(body, encode_chunked=True)
