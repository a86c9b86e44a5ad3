"""requests.adapters: who carries a request to its server."""

import os
from urllib.parse import urlparse, urlsplit

from . import _transport
from .auth import _basic_auth_str
from .cookies import extract_cookies_to_jar
from .exceptions import (ConnectionError, ConnectTimeout, InvalidHeader, InvalidProxyURL,
                         InvalidSchema, InvalidURL, ProxyError, ReadTimeout, RetryError,
                         SSLError)
from .models import Response
from .structures import CaseInsensitiveDict
from .utils import (get_auth_from_url, get_encoding_from_headers, prepend_scheme_if_needed,
                    select_proxy, urldefragauth)

DEFAULT_POOLBLOCK = False
DEFAULT_POOLSIZE = 10
DEFAULT_RETRIES = 0
DEFAULT_POOL_TIMEOUT = None


class BaseAdapter:
    """What an adapter does."""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Send a request; the response."""
        raise NotImplementedError

    def close(self):
        """Clean up."""
        raise NotImplementedError


def _checked_timeout(timeout):
    """Seconds for connecting and for reading, of whatever was given."""
    if isinstance(timeout, tuple):
        try:
            connect, read = timeout
        except ValueError:
            raise ValueError(f'Invalid timeout {timeout}. Pass a (connect, read) timeout tuple, '
                             'or a single float to set both timeouts to the same value.')
    else:
        connect = read = timeout
    for name, value in (('connect', connect), ('read', read)):
        if value is None:
            continue
        if isinstance(value, bool):
            raise ValueError('Timeout cannot be a boolean value. It must be an int, float or '
                             'None.')
        try:
            float(value)
        except (TypeError, ValueError):
            raise ValueError(f'Timeout value {name} was {value}, but it must be an int, float '
                             'or None.') from None
        if value <= 0:
            raise ValueError(f'Attempted to set {name} timeout to {value}, but the timeout '
                             'cannot be set to a value less than or equal to 0.')
    return connect, read


class HTTPAdapter(BaseAdapter):
    """Carries requests over http and https."""

    __attrs__ = ['max_retries', 'config', '_pool_connections', '_pool_maxsize', '_pool_block']

    def __init__(self, pool_connections=DEFAULT_POOLSIZE, pool_maxsize=DEFAULT_POOLSIZE,
                 max_retries=DEFAULT_RETRIES, pool_block=DEFAULT_POOLBLOCK):
        if pool_block:
            raise NotImplementedError('HTTPAdapter(pool_block=True) is not supported')
        self.max_retries = max_retries
        self.config = {}
        self._pool_connections = pool_connections
        self._pool_maxsize = pool_maxsize
        self._pool_block = pool_block
        self._pools = {}

    def __getstate__(self):
        return {attr: getattr(self, attr, None) for attr in self.__attrs__}

    def __setstate__(self, state):
        self._pools = {}
        for name, value in state.items():
            setattr(self, name, value)

    def build_response(self, req, resp):
        """A Response of what came."""
        response = Response()
        response.status_code = getattr(resp, 'status', None)
        response.headers = CaseInsensitiveDict(getattr(resp, 'headers', {}))
        response.encoding = get_encoding_from_headers(response.headers)
        response.raw = resp
        response.reason = response.raw.reason
        response.url = req.url.decode('utf-8') if isinstance(req.url, bytes) else req.url
        extract_cookies_to_jar(response.cookies, req, resp)
        response.request = req
        response.connection = self
        return response

    def _context(self, url, verify, cert):
        """The settings of TLS."""
        import ssl
        context = ssl.create_default_context()
        if not verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        elif isinstance(verify, (str, os.PathLike)):
            if not os.path.exists(verify):
                raise OSError('Could not find a suitable TLS CA certificate bundle, invalid '
                              f'path: {verify}')
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            if os.path.isdir(verify):
                context.load_verify_locations(capath=verify)
            else:
                context.load_verify_locations(cafile=verify)
        if cert:
            certfile, keyfile = (cert, None) if isinstance(cert, str) else cert
            for path, what in ((certfile, 'TLS certificate'), (keyfile, 'TLS key')):
                if path and not os.path.exists(path):
                    raise OSError(f'Could not find the {what} file, invalid path: {path}')
            context.load_cert_chain(certfile, keyfile)
        return context

    def _pool(self, request, verify, cert, proxies):
        """The connections to the server of a request, and whether a proxy is in between."""
        try:
            parts = urlsplit(request.url)
            port = parts.port or (443 if parts.scheme == 'https' else 80)
        except ValueError as e:
            raise InvalidURL(e, request=request)
        scheme, host = parts.scheme, parts.hostname
        if not host:
            raise InvalidURL(f'Invalid URL {request.url!r}: No host supplied', request=request)
        proxy = select_proxy(request.url, proxies)
        proxy_place = None
        proxy_headers = {}
        if proxy:
            proxy = prepend_scheme_if_needed(proxy, 'http')
            proxy_parts = urlparse(proxy)
            if proxy_parts.scheme.startswith('socks'):
                raise InvalidSchema('Missing dependencies for SOCKS support.')
            if not proxy_parts.hostname:
                raise InvalidProxyURL('Please check proxy URL. It is malformed and could be '
                                      'missing the host.')
            proxy_place = (proxy_parts.hostname, proxy_parts.port or 80)
            proxy_headers = self.proxy_headers(proxy)
        key = (scheme, host, port, proxy_place, str(verify), str(cert))
        pool = self._pools.get(key)
        if pool is None:
            context = self._context(request.url, verify, cert) if scheme == 'https' else None
            if len(self._pools) >= self._pool_connections:
                self._pools.pop(next(iter(self._pools))).close()
            pool = _transport.Pool(scheme, host, port, context, proxy_place, proxy_headers)
            self._pools[key] = pool
        return pool, proxy

    def close(self):
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()

    def request_url(self, request, proxies):
        """What stands in the first line: the path, or for a proxy of http the address."""
        proxy = select_proxy(request.url, proxies)
        if proxy and urlparse(request.url).scheme != 'https':
            return urldefragauth(request.url)
        url = request.path_url
        # '//host' would be something else.
        return f"/{url.lstrip('/')}" if url.startswith('//') else url

    def add_headers(self, request, **kwargs):
        """May be overridden."""

    def proxy_headers(self, proxy):
        """The headers for a proxy."""
        username, password = get_auth_from_url(proxy)
        return {'Proxy-Authorization': _basic_auth_str(username, password)} if username else {}

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Send a request; the response."""
        pool, proxy = self._pool(request, verify, cert, proxies)
        url = self.request_url(request, proxies)
        self.add_headers(request, stream=stream, timeout=timeout, verify=verify, cert=cert,
                         proxies=proxies)
        chunked = not (request.body is None or 'Content-Length' in request.headers)
        connect, read = _checked_timeout(timeout)
        headers = dict(request.headers)
        if proxy and urlparse(request.url).scheme != 'https':
            for name, value in self.proxy_headers(proxy).items():
                headers.setdefault(name, value)
        retries = self.max_retries if isinstance(self.max_retries, int) else 0
        try:
            while True:
                try:
                    raw = pool.urlopen(request.method, url, request.body, headers, connect,
                                       read, chunked)
                    break
                except _transport.MaxRetryError:
                    if retries <= 0:
                        raise
                    retries -= 1
        except _transport.MaxRetryError as e:
            if isinstance(e.reason, _transport.ConnectTimeoutError):
                raise ConnectTimeout(e, request=request)
            if isinstance(e.reason, _transport.ProxyError):
                raise ProxyError(e, request=request)
            if isinstance(e.reason, _transport.SSLError):
                raise SSLError(e, request=request)
            raise ConnectionError(e, request=request)
        except _transport.ReadTimeoutError as e:
            raise ReadTimeout(e, request=request)
        except _transport.InvalidHeader as e:
            raise InvalidHeader(e, request=request)
        except _transport.ProtocolError as e:
            raise ConnectionError(e, request=request)
        return self.build_response(request, raw)
