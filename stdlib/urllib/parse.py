"""urllib.parse: addresses of the web (RFC 3986) taken apart and put together.

Functions take str or bytes (ASCII), and answer in kind.
"""

from collections import namedtuple
import functools
import math
import re
import types
import unicodedata

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit', 'urlunsplit',
           'urlencode', 'parse_qs', 'parse_qsl', 'quote', 'quote_plus', 'quote_from_bytes',
           'unquote', 'unquote_plus', 'unquote_to_bytes', 'DefragResult', 'ParseResult',
           'SplitResult', 'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp',
                 'mms', 'prospero', 'rtsp', 'rtsps', 'rtspu', 'sftp', 'svn', 'svn+ssh', 'ws',
                 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms',
               'https', 'shttp', 'snews', 'prospero', 'rtsp', 'rtsps', 'rtspu', 'rsync', 'svn',
               'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh', 'ws', 'wss', 'itms-services']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp', 'rtsps',
               'rtspu', 'sip', 'sips', 'mms', 'sftp', 'tel']
non_hierarchical = ['gopher', 'hdl', 'mailto', 'news', 'telnet', 'wais', 'imap', 'snews', 'sip',
                    'sips']
uses_query = ['', 'http', 'wais', 'imap', 'https', 'shttp', 'mms', 'gopher', 'rtsp', 'rtsps',
              'rtspu', 'sip', 'sips']
uses_fragment = ['', 'ftp', 'hdl', 'http', 'gopher', 'news', 'nntp', 'wais', 'https', 'shttp',
                 'snews', 'file', 'prospero']

scheme_chars = ('abcdefghijklmnopqrstuvwxyz'
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                '0123456789+-.')

# What browsers strip from the ends of an address, and remove from its middle.
_CONTROLS_AND_SPACE = ''.join(map(chr, range(33)))
_REMOVED = ['\t', '\r', '\n']


def clear_cache():
    """Forget the addresses that were split before."""
    urlsplit.cache_clear()


# ---- str and bytes --------------------------------------------------------------------------------

def _coerce_args(*args):
    """The arguments as str, and what makes the result one of their kind again."""
    is_text = isinstance(args[0], str)
    for arg in args[1:]:
        # An empty one of the other kind is a default.
        if arg and isinstance(arg, str) != is_text:
            raise TypeError('Cannot mix str and non-str arguments')
    if is_text:
        return *args, lambda result: result
    return *(x.decode('ascii', 'strict') if x else '' for x in args), _encode_result


def _encode_result(result, encoding='ascii', errors='strict'):
    return result.encode(encoding, errors)


class _ResultMixinStr:
    """A result made of str."""

    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        """The same in bytes."""
        return self._encoded_counterpart(*(x.encode(encoding, errors) for x in self))


class _ResultMixinBytes:
    """A result made of bytes."""

    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        """The same in str."""
        return self._decoded_counterpart(*(x.decode(encoding, errors) for x in self))


class _NetlocResultMixinBase:
    """The parts of a network location."""

    __slots__ = ()

    @property
    def username(self):
        """Who logs in."""
        return self._userinfo[0]

    @property
    def password(self):
        """With what password."""
        return self._userinfo[1]

    @property
    def hostname(self):
        """The host in small letters (a zone behind % as it is)."""
        hostname = self._hostinfo[0]
        if not hostname:
            return None
        percent = '%' if isinstance(hostname, str) else b'%'
        host, percent, zone = hostname.partition(percent)
        return host.lower() + percent + zone

    @property
    def port(self):
        """The port, as an int."""
        port = self._hostinfo[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        port = int(port)
        if not 0 <= port <= 65535:
            raise ValueError('Port out of range 0-65535')
        return port

    __class_getitem__ = classmethod(types.GenericAlias)

    def _split(self, at, colon, opening, closing):
        userinfo, has_user, hostinfo = self.netloc.rpartition(at)
        if has_user:
            username, has_password, password = userinfo.partition(colon)
            if not has_password:
                password = None
        else:
            username = password = None
        _, is_bracketed, bracketed = hostinfo.partition(opening)
        if is_bracketed:
            hostname, _, port = bracketed.partition(closing)
            _, _, port = port.partition(colon)
        else:
            hostname, _, port = hostinfo.partition(colon)
        return (username, password), (hostname, port or None)


class _NetlocResultMixinStr(_NetlocResultMixinBase, _ResultMixinStr):
    """A network location in str."""

    __slots__ = ()

    @property
    def _userinfo(self):
        return self._split('@', ':', '[', ']')[0]

    @property
    def _hostinfo(self):
        return self._split('@', ':', '[', ']')[1]


class _NetlocResultMixinBytes(_NetlocResultMixinBase, _ResultMixinBytes):
    """A network location in bytes."""

    __slots__ = ()

    @property
    def _userinfo(self):
        return self._split(b'@', b':', b'[', b']')[0]

    @property
    def _hostinfo(self):
        return self._split(b'@', b':', b'[', b']')[1]


_DefragResultBase = namedtuple('_DefragResultBase', 'url fragment')
_SplitResultBase = namedtuple('_SplitResultBase', 'scheme netloc path query fragment')
_ParseResultBase = namedtuple('_ParseResultBase', 'scheme netloc path params query fragment')


class DefragResult(_DefragResultBase, _ResultMixinStr):
    """An address and its fragment."""

    __slots__ = ()

    def geturl(self):
        """The whole address."""
        return self.url + '#' + self.fragment if self.fragment else self.url


class SplitResult(_SplitResultBase, _NetlocResultMixinStr):
    """The five parts of an address."""

    __slots__ = ()

    def geturl(self):
        """The whole address."""
        return urlunsplit(self)


class ParseResult(_ParseResultBase, _NetlocResultMixinStr):
    """The six parts of an address."""

    __slots__ = ()

    def geturl(self):
        """The whole address."""
        return urlunparse(self)


class DefragResultBytes(_DefragResultBase, _ResultMixinBytes):
    """An address and its fragment, in bytes."""

    __slots__ = ()

    def geturl(self):
        """The whole address."""
        return self.url + b'#' + self.fragment if self.fragment else self.url


class SplitResultBytes(_SplitResultBase, _NetlocResultMixinBytes):
    """The five parts of an address, in bytes."""

    __slots__ = ()

    def geturl(self):
        """The whole address."""
        return urlunsplit(self)


class ParseResultBytes(_ParseResultBase, _NetlocResultMixinBytes):
    """The six parts of an address, in bytes."""

    __slots__ = ()

    def geturl(self):
        """The whole address."""
        return urlunparse(self)


for _text, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes),
                      (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _text
del _text, _bytes


# ---- taking apart ---------------------------------------------------------------------------------

def urlparse(url, scheme='', allow_fragments=True):
    """Split an address: scheme, netloc, path, params, query, fragment."""
    url, scheme, _coerce_result = _coerce_args(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params and ';' in url:
        url, params = _splitparams(url)
    return _coerce_result(ParseResult(scheme, netloc, url, params, query, fragment))


def _splitparams(url):
    # Only the last segment of the path has parameters.
    last = url.rfind('/') + 1
    at = url.find(';', last)
    return (url, '') if at < 0 else (url[:at], url[at + 1:])


def _splitnetloc(url, start=0):
    end = min([at for at in (url.find(c, start) for c in '/?#') if at >= 0], default=len(url))
    return url[start:end], url[end:]


def _checknetloc(netloc):
    """Refuse characters that would be separators after normalisation."""
    if not netloc or netloc.isascii():
        return
    rest = netloc
    for separator in '@:#?':
        rest = rest.replace(separator, '')
    normal = unicodedata.normalize('NFKC', rest)
    if normal == rest:
        return
    if any(c in normal for c in '/?#@:'):
        raise ValueError("netloc '" + netloc + "' contains invalid characters under NFKC "
                         'normalization')


def _check_bracketed_host(hostname):
    if hostname.startswith('v'):
        if not re.match(r'\Av[a-fA-F0-9]+\..+\Z', hostname):
            raise ValueError('IPvFuture address is invalid')
        return
    import _socket
    address, _, zone = hostname.partition('%')
    try:
        _socket.inet_pton(_socket.AF_INET6, address)
    except OSError:
        try:
            _socket.inet_pton(_socket.AF_INET, hostname)
        except OSError:
            raise ValueError(f'{hostname!r} does not appear to be an IPv4 or IPv6 address') \
                from None
        raise ValueError('An IPv4 address cannot be in brackets') from None


@functools.lru_cache(typed=True)
def urlsplit(url, scheme='', allow_fragments=True):
    """Split an address: scheme, netloc, path, query, fragment."""
    url, scheme, _coerce_result = _coerce_args(url, scheme)
    url = url.lstrip(_CONTROLS_AND_SPACE)
    scheme = scheme.strip(_CONTROLS_AND_SPACE)
    for removed in _REMOVED:
        url = url.replace(removed, '')
        scheme = scheme.replace(removed, '')
    allow_fragments = bool(allow_fragments)
    netloc = query = fragment = ''
    colon = url.find(':')
    if colon > 0 and url[0].isascii() and url[0].isalpha():
        if all(c in scheme_chars for c in url[:colon]):
            scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == '//':
        netloc, url = _splitnetloc(url, 2)
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
        if '[' in netloc and ']' in netloc:
            _check_bracketed_host(netloc.partition('[')[2].partition(']')[0])
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    _checknetloc(netloc)
    return _coerce_result(SplitResult(scheme, netloc, url, query, fragment))


# ---- putting together -----------------------------------------------------------------------------

def urlunparse(components):
    """The address of six parts."""
    scheme, netloc, url, params, query, fragment, _coerce_result = _coerce_args(*components)
    if params:
        url = f'{url};{params}'
    return _coerce_result(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """The address of five parts."""
    scheme, netloc, url, query, fragment, _coerce_result = _coerce_args(*components)
    if netloc:
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + netloc + url
    elif url[:2] == '//':
        url = '//' + url
    elif scheme and scheme in uses_netloc and (not url or url[:1] == '/'):
        url = '//' + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url = url + '?' + query
    if fragment:
        url = url + '#' + fragment
    return _coerce_result(url)


def urljoin(base, url, allow_fragments=True):
    """The address that a link on the page `base` means."""
    if not base:
        return url
    if not url:
        return base
    base, url, _coerce_result = _coerce_args(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, bfragment = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return _coerce_result(url)
    if scheme in uses_netloc:
        if netloc:
            return _coerce_result(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        path, params = bpath, bparams
        if not query:
            query = bquery
        return _coerce_result(urlunparse((scheme, netloc, path, params, query, fragment)))
    base_parts = bpath.split('/')
    if base_parts[-1] != '':
        # The page itself is not part of where the link starts from.
        del base_parts[-1]
    if path[:1] == '/':
        segments = path.split('/')
    else:
        segments = base_parts + path.split('/')
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == '..':
            if resolved:
                resolved.pop()
        elif segment != '.':
            resolved.append(segment)
    if segments[-1] in ('.', '..'):
        resolved.append('')
    return _coerce_result(urlunparse((scheme, netloc, '/'.join(resolved) or '/', params, query,
                                      fragment)))


def urldefrag(url):
    """An address without its fragment, and the fragment."""
    url, _coerce_result = _coerce_args(url)
    if '#' in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        rest = urlunparse((scheme, netloc, path, params, query, ''))
    else:
        rest, fragment = url, ''
    return _coerce_result(DefragResult(rest, fragment))


# ---- percent signs --------------------------------------------------------------------------------

_HEX = '0123456789ABCDEFabcdef'
_hextobyte = None


def unquote_to_bytes(string):
    """Undo quote_from_bytes; a str is taken as UTF-8."""
    return bytes(_unquote_impl(string))


def _unquote_impl(string):
    if not string:
        # A wrong type is told all the same.
        string.split
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    first, *parts = string.split(b'%')
    if not parts:
        return string
    global _hextobyte
    if _hextobyte is None:
        _hextobyte = {(a + b).encode(): bytes.fromhex(a + b) for a in _HEX for b in _HEX}
    result = [first]
    for part in parts:
        byte = _hextobyte.get(part[:2])
        if byte is None:
            result.append(b'%' + part)
        else:
            result.append(byte + part[2:])
    return b''.join(result)


_asciire = re.compile('([\x00-\x7f]+)')


def unquote(string, encoding='utf-8', errors='replace'):
    """Undo quote: characters for %xx."""
    if isinstance(string, bytes):
        return _unquote_impl(string).decode(encoding, errors)
    if '%' not in string:
        string.split
        return string
    if encoding is None:
        encoding = 'utf-8'
    if errors is None:
        errors = 'replace'
    pieces = _asciire.split(string)
    # Every second piece is of ASCII characters, which may be quoted ones.
    for at in range(1, len(pieces), 2):
        pieces[at] = _unquote_impl(pieces[at]).decode(encoding, errors)
    return ''.join(pieces)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8',
             errors='replace', max_num_fields=None, separator='&'):
    """A query as a dict of names and lists of values."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding=encoding,
                                 errors=errors, max_num_fields=max_num_fields,
                                 separator=separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8',
              errors='replace', max_num_fields=None, separator='&'):
    """A query as a list of pairs."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if isinstance(qs, str):
        if not isinstance(separator, str):
            separator = str(separator, 'ascii')
        equals = '='

        def clean(part):
            return unquote(part.replace('+', ' '), encoding=encoding, errors=errors)
    else:
        if not qs:
            return []
        # Anything that is bytes-like.
        qs = bytes(memoryview(qs))
        if isinstance(separator, str):
            separator = bytes(separator, 'ascii')
        equals = b'='

        def clean(part):
            return unquote_to_bytes(part.replace(b'+', b' '))
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    result = []
    for pair in qs.split(separator):
        if not pair and not strict_parsing:
            continue
        name, has_equals, value = pair.partition(equals)
        if not has_equals and strict_parsing:
            raise ValueError('bad query field: %r' % (pair,))
        if value or keep_blank_values:
            result.append((clean(name), clean(value)))
    return result


def unquote_plus(string, encoding='utf-8', errors='replace'):
    """Undo quote_plus."""
    return unquote(string.replace('+', ' '), encoding, errors)


_ALWAYS_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                         b'abcdefghijklmnopqrstuvwxyz'
                         b'0123456789'
                         b'_.-~')
_ALWAYS_SAFE_BYTES = bytes(_ALWAYS_SAFE)


def quote(string, safe='/', encoding=None, errors=None):
    """%xx for every character that means something in an address."""
    if isinstance(string, str):
        if not string:
            return string
        if encoding is None:
            encoding = 'utf-8'
        if errors is None:
            errors = 'strict'
        string = string.encode(encoding, errors)
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """As quote, with + for spaces, as forms have it."""
    if ((isinstance(string, str) and ' ' not in string)
            or (isinstance(string, bytes) and b' ' not in string)):
        return quote(string, safe, encoding, errors)
    space = ' ' if isinstance(safe, str) else b' '
    return quote(string, safe + space, encoding, errors).replace(' ', '+')


@functools.lru_cache
def _quoter(safe):
    """What stands for each byte, given those that are safe."""
    known = _ALWAYS_SAFE.union(safe)
    return [chr(b) if b in known else '%{:02X}'.format(b) for b in range(256)]


def quote_from_bytes(bs, safe='/'):
    """As quote, for bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if not bs:
        return ''
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    else:
        safe = bytes([c for c in safe if c < 128])
    if not bs.rstrip(_ALWAYS_SAFE_BYTES + safe):
        return bs.decode()
    table = _quoter(safe)
    return ''.join([table[b] for b in bs])


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """A mapping or pairs as a query; with doseq every item of a sequence by itself."""
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as err:
            raise TypeError('not a valid non-string sequence or mapping object') from err

    def quoted(part):
        if isinstance(part, bytes):
            return quote_via(part, safe)
        return quote_via(str(part), safe, encoding, errors)

    fields = []
    for name, value in query:
        name = quoted(name)
        if not doseq or isinstance(value, (bytes, str)):
            fields.append(name + '=' + quoted(value))
            continue
        try:
            len(value)
        except TypeError:
            fields.append(name + '=' + quoted(value))
        else:
            fields.extend(name + '=' + quoted(item) for item in value)
    return '&'.join(fields)


# ---- the old helpers, which others still use ------------------------------------------------------

def _deprecated(name, instead):
    import warnings
    warnings.warn(f'urllib.parse.{name}() is deprecated as of 3.8, use {instead} instead',
                  DeprecationWarning, stacklevel=3)


def unwrap(url):
    """'<URL:scheme://host/path>' without its wrapping."""
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    if url[:4] == 'URL:':
        url = url[4:].strip()
    return url


def _splittype(url):
    match = re.match('([^/:]+):(.*)', url, re.DOTALL)
    if match:
        scheme, data = match.groups()
        return scheme.lower(), data
    return None, url


def _splithost(url):
    match = re.match('//([^/#?]*)(.*)', url, re.DOTALL)
    if match:
        host, path = match.groups()
        if path and path[0] != '/':
            path = '/' + path
        return host, path
    return None, url


def _splituser(host):
    user, has_user, host = host.rpartition('@')
    return (user if has_user else None), host


def _splitpasswd(user):
    user, has_password, password = user.partition(':')
    return user, (password if has_password else None)


def _splitport(host):
    match = re.fullmatch('(.*):([0-9]*)', host, re.DOTALL)
    if match:
        host, port = match.groups()
        if port:
            return host, port
    return host, None


def _splitnport(host, defport=-1):
    host, has_port, port = host.rpartition(':')
    if not has_port:
        host = port
    elif port:
        return host, int(port) if port.isdigit() and port.isascii() else None
    return host, defport


def _splitquery(url):
    path, has_query, query = url.rpartition('?')
    return (path, query) if has_query else (url, None)


def _splittag(url):
    path, has_tag, tag = url.rpartition('#')
    return (path, tag) if has_tag else (url, None)


def _splitattr(url):
    words = url.split(';')
    return words[0], words[1:]


def _splitvalue(attr):
    name, has_value, value = attr.partition('=')
    return name, (value if has_value else None)


def splittype(url):
    """Scheme and rest."""
    _deprecated('splittype', 'urllib.parse.urlparse()')
    return _splittype(url)


def splithost(url):
    """Host and path."""
    _deprecated('splithost', 'urllib.parse.urlparse()')
    return _splithost(url)


def splituser(host):
    """User and host."""
    _deprecated('splituser', 'urllib.parse.urlparse()')
    return _splituser(host)


def splitpasswd(user):
    """User and password."""
    _deprecated('splitpasswd', 'urllib.parse.urlparse()')
    return _splitpasswd(user)


def splitport(host):
    """Host and port."""
    _deprecated('splitport', 'urllib.parse.urlparse()')
    return _splitport(host)


def splitnport(host, defport=-1):
    """Host and port as an int."""
    _deprecated('splitnport', 'urllib.parse.urlparse()')
    return _splitnport(host, defport)


def splitquery(url):
    """Path and query."""
    _deprecated('splitquery', 'urllib.parse.urlparse()')
    return _splitquery(url)


def splittag(url):
    """Path and fragment."""
    _deprecated('splittag', 'urllib.parse.urlparse()')
    return _splittag(url)


def splitattr(url):
    """Path and attributes."""
    _deprecated('splitattr', 'urllib.parse.urlparse()')
    return _splitattr(url)


def splitvalue(attr):
    """Name and value."""
    _deprecated('splitvalue', 'urllib.parse.parse_qsl()')
    return _splitvalue(attr)


def to_bytes(url):
    """Check that an address is ASCII."""
    _deprecated('to_bytes', 'urllib.parse.quote()')
    return _to_bytes(url)


def _to_bytes(url):
    if isinstance(url, str):
        try:
            url = url.encode('ASCII').decode()
        except UnicodeError:
            raise UnicodeError('URL ' + repr(url) + ' contains non-ASCII characters') from None
    return url
