"""urllib.request: opening addresses: openers, and a handler for each scheme and each need.

Left out: ftp (opening such an address raises URLError), URLopener and FancyURLopener, which
CPython has removed since, and the proxies of macOS and Windows.
"""

import base64
import bisect
import contextlib
import email
import hashlib
import http.client
import io
import os
import posixpath
import re
import socket
import string
import sys
import time
import tempfile
import warnings

from urllib.error import URLError, HTTPError, ContentTooShortError
from urllib.parse import (_splitattr, _splithost, _splitpasswd, _splitport, _splitquery,
                          _splittag, _splittype, _splituser, _splitvalue, quote, unquote,
                          unquote_to_bytes, unwrap, urljoin, urlparse, urlsplit, urlunparse)
from urllib.response import addinfourl, addclosehook
from urllib._passwords import (HTTPPasswordMgr, HTTPPasswordMgrWithDefaultRealm,
                               HTTPPasswordMgrWithPriorAuth, AbstractBasicAuthHandler,
                               AbstractDigestAuthHandler, parse_keqv_list, parse_http_list)

__all__ = ['Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler',
           'HTTPRedirectHandler', 'HTTPCookieProcessor', 'ProxyHandler', 'HTTPPasswordMgr',
           'HTTPPasswordMgrWithDefaultRealm', 'HTTPPasswordMgrWithPriorAuth',
           'AbstractBasicAuthHandler', 'HTTPBasicAuthHandler', 'ProxyBasicAuthHandler',
           'AbstractDigestAuthHandler', 'HTTPDigestAuthHandler', 'ProxyDigestAuthHandler',
           'HTTPHandler', 'HTTPSHandler', 'FileHandler', 'FTPHandler', 'CacheFTPHandler',
           'DataHandler', 'UnknownHandler', 'HTTPErrorProcessor', 'urlopen', 'install_opener',
           'build_opener', 'pathname2url', 'url2pathname', 'getproxies', 'urlretrieve',
           'urlcleanup']

__version__ = '%d.%d' % sys.version_info[:2]

_opener = None


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, context=None):
    """Open an address, or a Request; what comes back is read like a file."""
    global _opener
    if context:
        opener = build_opener(HTTPSHandler(context=context))
    else:
        if _opener is None:
            _opener = build_opener()
        opener = _opener
    return opener.open(url, data, timeout)


def install_opener(opener):
    """Make an opener the one that urlopen uses."""
    global _opener
    _opener = opener


_url_tempfiles = []


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Copy what an address names to a file: its name, and the headers."""
    url_type, path = _splittype(url)
    with contextlib.closing(urlopen(url, data)) as fp:
        headers = fp.info()
        if url_type == 'file' and not filename:
            # It is here already.
            return os.path.normpath(path), headers
        if filename:
            out = open(filename, 'wb')
        else:
            out = tempfile.NamedTemporaryFile(delete=False)
            filename = out.name
            _url_tempfiles.append(filename)
        with out:
            result = filename, headers
            blocksize = 1024 * 8
            size = int(headers['Content-Length']) if 'content-length' in headers else -1
            read = blocks = 0
            if reporthook:
                reporthook(blocks, blocksize, size)
            while block := fp.read(blocksize):
                read += len(block)
                out.write(block)
                blocks += 1
                if reporthook:
                    reporthook(blocks, blocksize, size)
    if size >= 0 and read < size:
        raise ContentTooShortError('retrieval incomplete: got only %i out of %i bytes'
                                   % (read, size), result)
    return result


def urlcleanup():
    """Remove the files that urlretrieve has made, and the opener."""
    for name in _url_tempfiles:
        try:
            os.unlink(name)
        except OSError:
            pass
    del _url_tempfiles[:]
    global _opener
    if _opener:
        _opener = None


_cut_port_re = re.compile(r':\d+$', re.ASCII)


def request_host(request):
    """The host of a request, in small letters."""
    host = urlparse(request.full_url)[1]
    if host == '':
        host = request.get_header('Host', '')
    return _cut_port_re.sub('', host, 1).lower()


class Request:
    """What is asked for: address, data, headers, method."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False,
                 method=None):
        self.full_url = url
        self.headers = {}
        self.unredirected_hdrs = {}
        self._data = None
        self.data = data
        self._tunnel_host = None
        for key, value in headers.items():
            self.add_header(key, value)
        if origin_req_host is None:
            origin_req_host = request_host(self)
        self.origin_req_host = origin_req_host
        self.unverifiable = unverifiable
        if method:
            self.method = method

    @property
    def full_url(self):
        """The address."""
        if self.fragment:
            return '{}#{}'.format(self._full_url, self.fragment)
        return self._full_url

    @full_url.setter
    def full_url(self, url):
        self._full_url = unwrap(url)
        self._full_url, self.fragment = _splittag(self._full_url)
        self._parse()

    @full_url.deleter
    def full_url(self):
        self._full_url = None
        self.fragment = None
        self.selector = ''

    @property
    def data(self):
        """What is sent."""
        return self._data

    @data.setter
    def data(self, data):
        if data != self._data:
            self._data = data
            # The length of the data before is not that of these.
            if self.has_header('Content-length'):
                self.remove_header('Content-length')

    @data.deleter
    def data(self):
        self.data = None

    def _parse(self):
        self.type, rest = _splittype(self._full_url)
        if self.type is None:
            raise ValueError('unknown url type: %r' % self.full_url)
        self.host, self.selector = _splithost(rest)
        if self.host:
            self.host = unquote(self.host)

    def get_method(self):
        """The method: GET, or POST if there is something to send."""
        return getattr(self, 'method', 'POST' if self.data is not None else 'GET')

    def get_full_url(self):
        """The address."""
        return self.full_url

    def set_proxy(self, host, type):
        """Go through a proxy."""
        if self.type == 'https' and not self._tunnel_host:
            self._tunnel_host = self.host
        else:
            self.type = type
            self.selector = self.full_url
        self.host = host

    def has_proxy(self):
        """Whether it goes through a proxy."""
        return self.selector == self.full_url

    def add_header(self, key, val):
        """Set a header."""
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        """Set a header that redirected requests do not get."""
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        """Whether there is a header."""
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        """The value of a header (whose name is written 'Like-this')."""
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        """Remove a header."""
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        """All headers."""
        return list({**self.unredirected_hdrs, **self.headers}.items())


class OpenerDirector:
    """Asks its handlers, in order, what to do with a request."""

    def __init__(self):
        self.addheaders = [('User-agent', 'Python-urllib/%s' % __version__)]
        self.handlers = []
        self.handle_open = {}
        self.handle_error = {}
        self.process_response = {}
        self.process_request = {}

    def add_handler(self, handler):
        """Take a handler, for what the names of its methods say."""
        if not hasattr(handler, 'add_parent'):
            raise TypeError('expected BaseHandler instance, got %r' % type(handler))
        added = False
        for name in dir(handler):
            if name in ('redirect_request', 'do_open', 'proxy_open'):
                # These only look like it.
                continue
            protocol, _, condition = name.partition('_')
            if not _:
                continue
            if condition.startswith('error'):
                kind = condition[condition.find('_') + 1:] if '_' in condition else condition
                try:
                    kind = int(kind)
                except ValueError:
                    pass
                lookup = self.handle_error.setdefault(protocol, {})
            elif condition == 'open':
                kind, lookup = protocol, self.handle_open
            elif condition == 'response':
                kind, lookup = protocol, self.process_response
            elif condition == 'request':
                kind, lookup = protocol, self.process_request
            else:
                continue
            bisect.insort(lookup.setdefault(kind, []), handler)
            added = True
        if added:
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def close(self):
        """Nothing is held."""

    def _call_chain(self, chain, kind, meth_name, *args):
        for handler in chain.get(kind, ()):
            result = getattr(handler, meth_name)(*args)
            if result is not None:
                return result
        return None

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Open an address, or a Request."""
        if isinstance(fullurl, str):
            req = Request(fullurl, data)
        else:
            req = fullurl
            if data is not None:
                req.data = data
        req.timeout = timeout
        protocol = req.type
        for processor in self.process_request.get(protocol, []):
            req = getattr(processor, protocol + '_request')(req)
        response = self._open(req, data)
        for processor in self.process_response.get(protocol, []):
            response = getattr(processor, protocol + '_response')(req, response)
        return response

    def _open(self, req, data=None):
        result = self._call_chain(self.handle_open, 'default', 'default_open', req)
        if result:
            return result
        result = self._call_chain(self.handle_open, req.type, req.type + '_open', req)
        if result:
            return result
        return self._call_chain(self.handle_open, 'unknown', 'unknown_open', req)

    def error(self, proto, *args):
        """Ask the handlers what to do about an error."""
        if proto in ('http', 'https'):
            chain = self.handle_error.get('http', {})
            proto = args[2]
            method = 'http_error_%s' % proto
            is_http = True
        else:
            chain = self.handle_error
            method = proto + '_error'
            is_http = False
        result = self._call_chain(chain, proto, method, *args)
        if result:
            return result
        if is_http:
            return self._call_chain(chain, 'default', 'http_error_default', *args)
        return None


def build_opener(*handlers):
    """An opener with the usual handlers and the given ones, which replace those of their kind."""
    opener = OpenerDirector()
    default = [ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler,
               HTTPRedirectHandler, FTPHandler, FileHandler, HTTPErrorProcessor, DataHandler,
               HTTPSHandler]
    for klass in default.copy():
        for given in handlers:
            if isinstance(given, type):
                replaces = issubclass(given, klass)
            else:
                replaces = isinstance(given, klass)
            if replaces:
                default.remove(klass)
                break
    for klass in default:
        opener.add_handler(klass())
    for handler in handlers:
        opener.add_handler(handler() if isinstance(handler, type) else handler)
    return opener


class BaseHandler:
    """A handler; those with a small handler_order come first."""

    handler_order = 500

    def add_parent(self, parent):
        """Note the opener."""
        self.parent = parent

    def close(self):
        """Nothing is held."""

    def __lt__(self, other):
        if not hasattr(other, 'handler_order'):
            return False
        return self.handler_order < other.handler_order


class HTTPErrorProcessor(BaseHandler):
    """Sends responses that are errors to the handlers of errors."""

    handler_order = 1000

    def http_response(self, request, response):
        """Look at the status."""
        if not 200 <= response.code < 300:
            response = self.parent.error('http', request, response, response.code, response.msg,
                                         response.info())
        return response

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises HTTPError."""

    def http_error_default(self, req, fp, code, msg, hdrs):
        """Nobody has done anything about it."""
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Follows redirections."""

    max_repeats = 4
    max_redirections = 10
    inf_msg = ('The HTTP server returned a redirect error that would lead to an infinite '
               'loop.\nThe last 30x error message was:\n')

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """The request to go on with; raises HTTPError where nobody may."""
        method = req.get_method()
        if not (code in (301, 302, 303, 307, 308) and method in ('GET', 'HEAD')
                or code in (301, 302, 303) and method == 'POST'):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        newurl = newurl.replace(' ', '%20')
        kept = {k: v for k, v in req.headers.items()
                if k.lower() not in ('content-length', 'content-type')}
        return Request(newurl, method='HEAD' if method == 'HEAD' else 'GET', headers=kept,
                       origin_req_host=req.origin_req_host, unverifiable=True)

    def http_error_302(self, req, fp, code, msg, headers):
        """Follow it."""
        if 'location' in headers:
            newurl = headers['location']
        elif 'uri' in headers:
            newurl = headers['uri']
        else:
            return None
        parts = urlparse(newurl)
        if parts.scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(newurl, code,
                            "%s - Redirection to url '%s' is not allowed" % (msg, newurl),
                            headers, fp)
        if not parts.path and parts.netloc:
            parts = parts._replace(path='/')
        newurl = urlunparse(parts)
        newurl = quote(newurl, encoding='iso-8859-1', safe=string.punctuation)
        newurl = urljoin(req.full_url, newurl)
        new = self.redirect_request(req, fp, code, msg, headers, newurl)
        if new is None:
            return None
        # Loops are noticed by what has been visited.
        if hasattr(req, 'redirect_dict'):
            visited = new.redirect_dict = req.redirect_dict
            if (visited.get(newurl, 0) >= self.max_repeats
                    or len(visited) >= self.max_redirections):
                raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        else:
            visited = new.redirect_dict = req.redirect_dict = {}
        visited[newurl] = visited.get(newurl, 0) + 1
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _parse_proxy(proxy):
    """Scheme, user, password and host of a proxy's address."""
    scheme, rest = _splittype(proxy)
    if not rest.startswith('/'):
        scheme = None
        authority = proxy
    else:
        if not rest.startswith('//'):
            raise ValueError('proxy URL with no authority: %r' % proxy)
        if '@' in rest:
            end = rest.find('/', rest.find('@'))
        else:
            end = rest.find('/', 2)
        authority = rest[2:] if end == -1 else rest[2:end]
    userinfo, hostport = _splituser(authority)
    user = password = None
    if userinfo is not None:
        user, password = _splitpasswd(userinfo)
    return scheme, user, password, hostport


class ProxyHandler(BaseHandler):
    """Sends requests to proxies."""

    handler_order = 100

    def __init__(self, proxies=None):
        if proxies is None:
            proxies = getproxies()
        assert hasattr(proxies, 'keys'), 'proxies must be a mapping'
        self.proxies = proxies
        for type, url in proxies.items():
            type = type.lower()
            setattr(self, '%s_open' % type,
                    lambda r, proxy=url, type=type: self.proxy_open(r, proxy, type))

    def proxy_open(self, req, proxy, type):
        """Change the request so that it goes to the proxy."""
        orig_type = req.type
        proxy_type, user, password, hostport = _parse_proxy(proxy)
        if proxy_type is None:
            proxy_type = orig_type
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            user_pass = '%s:%s' % (unquote(user), unquote(password))
            creds = base64.b64encode(user_pass.encode()).decode('ascii')
            req.add_header('Proxy-authorization', 'Basic ' + creds)
        req.set_proxy(unquote(hostport), proxy_type)
        if orig_type == proxy_type or orig_type == 'https':
            # The next handler opens it.
            return None
        return self.parent.open(req, timeout=req.timeout)


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Basic authentication with servers."""

    auth_header = 'Authorization'

    def http_error_401(self, req, fp, code, msg, headers):
        """Answer the demand."""
        return self.http_error_auth_reqed('www-authenticate', req.full_url, req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Basic authentication with proxies."""

    auth_header = 'Proxy-authorization'

    def http_error_407(self, req, fp, code, msg, headers):
        """Answer the demand."""
        return self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Digest authentication with servers."""

    auth_header = 'Authorization'
    handler_order = 490

    def http_error_401(self, req, fp, code, msg, headers):
        """Answer the demand."""
        host = urlparse(req.full_url)[1]
        retry = self.http_error_auth_reqed('www-authenticate', host, req, headers)
        self.reset_retry_count()
        return retry


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Digest authentication with proxies."""

    auth_header = 'Proxy-Authorization'
    handler_order = 490

    def http_error_407(self, req, fp, code, msg, headers):
        """Answer the demand."""
        retry = self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)
        self.reset_retry_count()
        return retry


# ---- schemes --------------------------------------------------------------------------------------

class AbstractHTTPHandler(BaseHandler):
    """What http and https have in common."""

    def __init__(self, debuglevel=None):
        self._debuglevel = debuglevel if debuglevel is not None \
            else http.client.HTTPConnection.debuglevel

    def set_http_debuglevel(self, level):
        """Print what is sent and received, if it is above 0."""
        self._debuglevel = level

    def _get_content_length(self, request):
        return http.client.HTTPConnection._get_content_length(request.data, request.get_method())

    def do_request_(self, request):
        """Add the headers that a request needs."""
        host = request.host
        if not host:
            raise URLError('no host given')
        if request.data is not None:
            data = request.data
            if isinstance(data, str):
                raise TypeError('POST data should be bytes, an iterable of bytes, or a file '
                                'object. It cannot be of type str.')
            if not request.has_header('Content-type'):
                request.add_unredirected_header('Content-type',
                                                'application/x-www-form-urlencoded')
            if (not request.has_header('Content-length')
                    and not request.has_header('Transfer-encoding')):
                length = self._get_content_length(request)
                if length is not None:
                    request.add_unredirected_header('Content-length', str(length))
                else:
                    request.add_unredirected_header('Transfer-encoding', 'chunked')
        sel_host = host
        if request.has_proxy():
            scheme, sel = _splittype(request.selector)
            sel_host, _ = _splithost(sel)
        if not request.has_header('Host'):
            request.add_unredirected_header('Host', sel_host)
        for name, value in self.parent.addheaders:
            name = name.capitalize()
            if not request.has_header(name):
                request.add_unredirected_header(name, value)
        return request

    def do_open(self, http_class, req, **http_conn_args):
        """Send a request, and take the response."""
        host = req.host
        if not host:
            raise URLError('no host given')
        h = http_class(host, timeout=req.timeout, **http_conn_args)
        h.set_debuglevel(self._debuglevel)
        headers = dict(req.unredirected_hdrs)
        headers.update({k: v for k, v in req.headers.items() if k not in headers})
        # A connection serves one request: there is no pool to put it in.
        headers['Connection'] = 'close'
        headers = {name.title(): val for name, val in headers.items()}
        if req._tunnel_host:
            tunnel_headers = {}
            proxy_auth = 'Proxy-Authorization'
            if proxy_auth in headers:
                tunnel_headers[proxy_auth] = headers.pop(proxy_auth)
            h.set_tunnel(req._tunnel_host, headers=tunnel_headers)
        try:
            try:
                h.request(req.get_method(), req.selector, req.data, headers,
                          encode_chunked=req.has_header('Transfer-encoding'))
            except OSError as err:
                raise URLError(err)
            r = h.getresponse()
        except:
            h.close()
            raise
        if h.sock:
            h.sock.close()
            h.sock = None
        r.url = req.get_full_url()
        # Handlers look for the words in `msg`.
        r.msg = r.reason
        return r


class HTTPHandler(AbstractHTTPHandler):
    """http"""

    def http_open(self, req):
        """Open it."""
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


class HTTPSHandler(AbstractHTTPHandler):
    """https"""

    def __init__(self, debuglevel=None, context=None, check_hostname=None):
        super().__init__(debuglevel)
        if context is not None and check_hostname is not None:
            context.check_hostname = check_hostname
        # Without a context of its own, one is made when the first address is opened.
        self._context = context
        self._check_hostname = check_hostname

    def https_open(self, req):
        """Open it."""
        if self._context is None:
            import ssl
            self._context = ssl._create_default_https_context()
            if self._check_hostname is not None:
                self._context.check_hostname = self._check_hostname
        return self.do_open(http.client.HTTPSConnection, req, context=self._context)

    https_request = AbstractHTTPHandler.do_request_


class HTTPCookieProcessor(BaseHandler):
    """Keeps cookies."""

    def __init__(self, cookiejar=None):
        if cookiejar is None:
            import http.cookiejar
            cookiejar = http.cookiejar.CookieJar()
        self.cookiejar = cookiejar

    def http_request(self, request):
        """Add the cookies."""
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        """Take the cookies."""
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request = http_request
    https_response = http_response


class UnknownHandler(BaseHandler):
    """Schemes that nobody knows."""

    def unknown_open(self, req):
        """Refuse."""
        raise URLError('unknown url type: %s' % req.type)


class FileHandler(BaseHandler):
    """file"""

    names = None

    def file_open(self, req):
        """Open it."""
        url = req.selector
        if url[:2] == '//' and url[2:3] != '/' and (req.host and req.host != 'localhost'):
            if req.host not in self.get_names():
                raise URLError('file:// scheme is supported only on localhost')
        return self.open_local_file(req)

    def get_names(self):
        """The addresses of this machine."""
        if FileHandler.names is None:
            try:
                FileHandler.names = tuple(socket.gethostbyname_ex('localhost')[2]
                                          + socket.gethostbyname_ex(socket.gethostname())[2])
            except socket.gaierror:
                FileHandler.names = (socket.gethostbyname('localhost'),)
        return FileHandler.names

    def open_local_file(self, req):
        """Open a file of this machine."""
        import email.utils
        import mimetypes
        host = req.host
        filename = req.selector
        localfile = url2pathname(filename)
        try:
            stats = os.stat(localfile)
            modified = email.utils.formatdate(stats.st_mtime, usegmt=True)
            mtype = mimetypes.guess_type(filename)[0]
            headers = email.message_from_string(
                'Content-type: %s\nContent-length: %d\nLast-modified: %s\n'
                % (mtype or 'text/plain', stats.st_size, modified))
            port = None
            if host:
                host, port = _splitport(host)
            if not host or (not port and _safe_gethostbyname(host) in self.get_names()):
                origurl = 'file://' + (host or '') + filename
                return addinfourl(open(localfile, 'rb'), headers, origurl)
        except OSError as exp:
            raise URLError(exp, exp.filename)
        raise URLError('file not on local host')


def _safe_gethostbyname(host):
    try:
        return socket.gethostbyname(host)
    except socket.gaierror:
        return None


class FTPHandler(BaseHandler):
    """ftp, which is not supported."""

    def ftp_open(self, req):
        """Refuse."""
        if not req.host:
            raise URLError('ftp error: no host given')
        raise URLError('ftp error: the scheme ftp is not supported')


class CacheFTPHandler(FTPHandler):
    """ftp, which is not supported."""


class DataHandler(BaseHandler):
    """data"""

    def data_open(self, req):
        """Open it."""
        scheme, data = req.full_url.split(':', 1)
        mediatype, data = data.split(',', 1)
        data = unquote_to_bytes(data)
        if mediatype.endswith(';base64'):
            data = base64.decodebytes(data)
            mediatype = mediatype[:-7]
        if not mediatype:
            mediatype = 'text/plain;charset=US-ASCII'
        headers = email.message_from_string('Content-type: %s\nContent-length: %d\n'
                                            % (mediatype, len(data)))
        return addinfourl(io.BytesIO(data), headers, req.full_url)


def url2pathname(pathname):
    """The path of a file's address."""
    if pathname[:3] == '///':
        pathname = pathname[2:]
    elif pathname[:12] == '//localhost/':
        pathname = pathname[11:]
    return unquote(pathname)


def pathname2url(pathname):
    """The address of a file's path."""
    if pathname[:2] == '//':
        pathname = '//' + pathname
    return quote(pathname)


# ---- proxies --------------------------------------------------------------------------------------

def getproxies_environment():
    """The proxies that the environment names: http_proxy and so on."""
    proxies = {}
    environment = []
    for name in os.environ:
        # Small letters win.
        if len(name) > 5 and name[-6] == '_' and name[-5:].lower() == 'proxy':
            proxy_name = name[:-6].lower()
            environment.append((name, os.environ[name], proxy_name))
            if os.environ[name]:
                proxies[proxy_name] = os.environ[name]
    # A server of CGI gets HTTP_PROXY from its clients' headers.
    if 'REQUEST_METHOD' in os.environ:
        proxies.pop('http', None)
    for name, value, proxy_name in environment:
        if name[-6:] == '_proxy':
            if value:
                proxies[proxy_name] = value
            else:
                proxies.pop(proxy_name, None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Whether no_proxy names a host."""
    if proxies is None:
        proxies = getproxies_environment()
    try:
        no_proxy = proxies['no']
    except KeyError:
        return False
    if no_proxy == '*':
        return True
    host = host.lower()
    hostonly, port = _splitport(host)
    for name in no_proxy.split(','):
        name = name.strip()
        if name:
            name = name.lstrip('.').lower()
            if hostonly == name or host == name:
                return True
            name = '.' + name
            if hostonly.endswith(name) or host.endswith(name):
                return True
    return False


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment
