"""requests.utils: what the rest is made with, and programs use, too."""

import codecs
import contextlib
import io
import os
import re
import socket
import struct
import sys
import warnings
from collections import OrderedDict
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlparse, urlunparse
from urllib.request import (getproxies, getproxies_environment, parse_http_list, proxy_bypass,
                            proxy_bypass_environment)

from .__version__ import __version__
from .cookies import cookiejar_from_dict
from .exceptions import FileModeWarning, InvalidHeader, InvalidURL, UnrewindableBodyError
from .structures import CaseInsensitiveDict

NETRC_FILES = ('.netrc', '_netrc')
DEFAULT_PORTS = {'http': 80, 'https': 443}
DEFAULT_ACCEPT_ENCODING = 'gzip, deflate'
UNRESERVED_SET = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~')


def dict_to_sequence(d):
    """The items of a dict; anything else as it is."""
    return d.items() if hasattr(d, 'items') else d


def super_len(o):
    """How much is left to send of an object."""
    total = None
    position = 0
    if isinstance(o, str):
        o = o.encode('utf-8')
    if hasattr(o, '__len__'):
        total = len(o)
    elif hasattr(o, 'len'):
        total = o.len
    elif hasattr(o, 'fileno'):
        try:
            fileno = o.fileno()
        except (io.UnsupportedOperation, AttributeError):
            pass
        else:
            total = os.fstat(fileno).st_size
            if 'b' not in o.mode:
                warnings.warn('Requests has determined the content-length for this request '
                              'using the binary size of the file: however, the file has been '
                              'opened in text mode (i.e. without the \'b\' flag in the mode). '
                              'This may lead to an incorrect content-length. In Requests 3.0, '
                              'support will be removed for files in text mode.',
                              FileModeWarning)
    if hasattr(o, 'tell'):
        try:
            position = o.tell()
        except OSError:
            # It cannot be told: send it in chunks.
            if total is not None:
                position = total
        else:
            if hasattr(o, 'seek') and total is None:
                try:
                    o.seek(0, 2)
                    total = o.tell()
                    o.seek(position or 0)
                except OSError:
                    total = 0
    return max(0, (total or 0) - position)


def get_netrc_auth(url, raise_errors=False):
    """User and password for an address, from the file .netrc."""
    path = os.environ.get('NETRC')
    places = (path,) if path is not None else (f'~/{name}' for name in NETRC_FILES)
    for place in places:
        place = os.path.expanduser(place)
        if os.path.exists(place):
            break
    else:
        return None
    host = urlparse(url).hostname
    entries = _read_netrc(place)
    return entries.get(host, entries.get(None))


def _read_netrc(path):
    """Logins by host, of a file of words; None stands for all hosts."""
    import shlex
    try:
        with open(path, encoding='utf-8') as f:
            words = shlex.split(f.read(), comments=True)
    except (OSError, ValueError):
        return {}
    entries = {}
    current = None
    at = 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else ''
        if word in ('machine', 'default'):
            current = {}
            host = following if word == 'machine' else None
            entries.setdefault(host, current)
            at += 2 if word == 'machine' else 1
        elif word in ('login', 'user', 'account', 'password') and current is not None:
            current[word] = following
            at += 2
        else:
            at += 1
    return {host: (entry.get('login') or entry.get('user') or entry.get('account', ''),
                   entry.get('password', ''))
            for host, entry in entries.items()}


def guess_filename(obj):
    """The name of a file object."""
    name = getattr(obj, 'name', None)
    if name and isinstance(name, (str, bytes)) and name[0] != '<' and name[-1] != '>':
        return os.path.basename(name)
    return None


def from_key_val_list(value):
    """An OrderedDict of pairs."""
    if value is None:
        return None
    if isinstance(value, (str, bytes, bool, int)):
        raise ValueError('cannot encode objects that are not 2-tuples')
    return OrderedDict(value)


def to_key_val_list(value):
    """Pairs, as a list."""
    if value is None:
        return None
    if isinstance(value, (str, bytes, bool, int)):
        raise ValueError('cannot encode objects that are not 2-tuples')
    if isinstance(value, Mapping):
        value = value.items()
    return list(value)


def unquote_header_value(value, is_filename=False):
    """A value without its quotes."""
    if value and value[0] == value[-1] == '"':
        value = value[1:-1]
        # A path of Windows has backslashes of its own.
        if not is_filename or value[:2] != '\\\\':
            return value.replace('\\\\', '\\').replace('\\"', '"')
    return value


def parse_list_header(value):
    """The items of a list in a header."""
    result = []
    for item in parse_http_list(value):
        if item[:1] == item[-1:] == '"':
            item = unquote_header_value(item[1:-1])
        result.append(item)
    return result


def parse_dict_header(value):
    """Names and values of a list in a header."""
    result = {}
    for item in parse_http_list(value):
        if '=' not in item:
            result[item] = None
            continue
        name, value = item.split('=', 1)
        if value[:1] == value[-1:] == '"':
            value = unquote_header_value(value[1:-1])
        result[name] = value
    return result


def dict_from_cookiejar(cj):
    """Names and values of a jar."""
    return {cookie.name: cookie.value for cookie in cj}


def add_dict_to_cookiejar(cj, cookie_dict):
    """Add the cookies of a dict."""
    return cookiejar_from_dict(cookie_dict, cj)


def get_encodings_from_content(content):
    """The encodings that a page names."""
    warnings.warn('In requests 3.0, get_encodings_from_content will be removed. For more '
                  'information, please see the discussion on issue #2266. (This warning should '
                  'only appear once.)', DeprecationWarning)
    patterns = (r'<meta.*?charset=["\']*(.+?)["\'>]',
                r'<meta.*?content=["\']*;?charset=(.+?)["\'>]')
    found = [name for p in patterns for name in re.findall(p, content, re.I)]
    return found + re.findall(r'^<\?xml.*?encoding=["\']*(.+?)["\'>]', content)


def _parse_content_type_header(header):
    """Type and parameters."""
    kind, *params = header.split(';')
    found = {}
    for param in params:
        param = param.strip()
        if param:
            name, equals, value = param.partition('=')
            found[name.strip('"\' ').lower()] = value.strip('"\' ') if equals else True
    return kind.strip(), found


def get_encoding_from_headers(headers):
    """The encoding that headers name, or imply."""
    header = headers.get('content-type')
    if not header:
        return None
    kind, params = _parse_content_type_header(header)
    if 'charset' in params:
        return params['charset'].strip('\'"')
    if 'text' in kind:
        return 'ISO-8859-1'
    if 'application/json' in kind:
        return 'utf-8'
    return None


def stream_decode_response_unicode(iterator, r):
    """Pieces of bytes as pieces of text."""
    if r.encoding is None:
        yield from iterator
        return
    decoder = codecs.getincrementaldecoder(r.encoding)(errors='replace')
    for chunk in iterator:
        text = decoder.decode(chunk)
        if text:
            yield text
    text = decoder.decode(b'', final=True)
    if text:
        yield text


def iter_slices(string, slice_length):
    """Pieces of a length."""
    if slice_length is None or slice_length <= 0:
        slice_length = len(string)
    for at in range(0, len(string), slice_length or 1):
        yield string[at:at + slice_length]


def get_unicode_from_response(r):
    """The text of a response."""
    encoding = get_encoding_from_headers(r.headers)
    if encoding:
        try:
            return str(r.content, encoding)
        except UnicodeError:
            pass
    try:
        return str(r.content, encoding, errors='replace')
    except TypeError:
        return r.content


def unquote_unreserved(uri):
    """An address in which only those characters are quoted that must be."""
    parts = uri.split('%')
    for at in range(1, len(parts)):
        hexed = parts[at][:2]
        if len(hexed) == 2 and hexed.isalnum():
            try:
                character = chr(int(hexed, 16))
            except ValueError:
                raise InvalidURL(f"Invalid percent-escape sequence: '{hexed}'")
            if character in UNRESERVED_SET:
                parts[at] = character + parts[at][2:]
            else:
                parts[at] = f'%{parts[at]}'
        else:
            parts[at] = f'%{parts[at]}'
    return ''.join(parts)


def requote_uri(uri):
    """An address quoted in the one right way."""
    try:
        return quote(unquote_unreserved(uri), safe="!#$%&'()*+,/:;=?@[]~")
    except InvalidURL:
        # A % that quotes nothing is quoted itself.
        return quote(uri, safe="!#$&'()*+,/:;=?@[]~")


def address_in_network(ip, net):
    """Whether an address lies in a network like '10.0.0.0/8'."""
    number = struct.unpack('=L', socket.inet_aton(ip))[0]
    netaddr, bits = net.split('/')
    mask = struct.unpack('=L', socket.inet_aton(dotted_netmask(int(bits))))[0]
    network = struct.unpack('=L', socket.inet_aton(netaddr))[0] & mask
    return number & mask == network & mask


def dotted_netmask(mask):
    """'255.255.255.0' of 24."""
    bits = 0xFFFFFFFF ^ (1 << 32 - mask) - 1
    return socket.inet_ntoa(struct.pack('>I', bits))


def is_ipv4_address(string_ip):
    """Whether a text is an address of version 4."""
    try:
        socket.inet_aton(string_ip)
    except OSError:
        return False
    return True


def is_valid_cidr(string_network):
    """Whether a text is a network like '10.0.0.0/8'."""
    if string_network.count('/') != 1:
        return False
    address, bits = string_network.split('/')
    try:
        bits = int(bits)
    except ValueError:
        return False
    return 1 <= bits <= 32 and is_ipv4_address(address)


@contextlib.contextmanager
def set_environ(env_name, value):
    """A variable of the environment, for a while."""
    changed = value is not None
    if changed:
        old = os.environ.get(env_name)
        os.environ[env_name] = value
    try:
        yield
    finally:
        if changed:
            if old is None:
                del os.environ[env_name]
            else:
                os.environ[env_name] = old


def should_bypass_proxies(url, no_proxy):
    """Whether an address is reached without a proxy."""
    given = no_proxy
    if no_proxy is None:
        no_proxy = os.environ.get('no_proxy') or os.environ.get('NO_PROXY')
    parts = urlparse(url)
    if parts.hostname is None:
        # A file, for instance.
        return True
    if no_proxy:
        hosts = [host for host in no_proxy.replace(' ', '').split(',') if host]
        if is_ipv4_address(parts.hostname):
            for proxy_ip in hosts:
                if is_valid_cidr(proxy_ip):
                    if address_in_network(parts.hostname, proxy_ip):
                        return True
                elif parts.hostname == proxy_ip:
                    return True
        else:
            with_port = parts.hostname
            if parts.port:
                with_port += f':{parts.port}'
            for host in hosts:
                if parts.hostname.endswith(host) or with_port.endswith(host):
                    return True
    with set_environ('no_proxy', given):
        return bool(proxy_bypass(parts.hostname))


def get_environ_proxies(url, no_proxy=None):
    """The proxies of the environment that are for an address."""
    return {} if should_bypass_proxies(url, no_proxy=no_proxy) else getproxies()


def select_proxy(url, proxies):
    """The proxy for an address."""
    proxies = proxies or {}
    parts = urlparse(url)
    if parts.hostname is None:
        return proxies.get(parts.scheme, proxies.get('all'))
    for key in (parts.scheme + '://' + parts.hostname, parts.scheme,
                'all://' + parts.hostname, 'all'):
        if key in proxies:
            return proxies[key]
    return None


def resolve_proxies(request, proxies, trust_env=True):
    """The given proxies, and those of the environment."""
    proxies = proxies if proxies is not None else {}
    scheme = urlparse(request.url).scheme
    no_proxy = proxies.get('no_proxy')
    new = proxies.copy()
    if trust_env and not should_bypass_proxies(request.url, no_proxy=no_proxy):
        found = get_environ_proxies(request.url, no_proxy=no_proxy)
        proxy = found.get(scheme, found.get('all'))
        if proxy:
            new.setdefault(scheme, proxy)
    return new


def default_user_agent(name='python-requests'):
    """What programs call themselves."""
    return f'{name}/{__version__}'


def default_headers():
    """The headers of every request."""
    return CaseInsensitiveDict({
        'User-Agent': default_user_agent(),
        'Accept-Encoding': DEFAULT_ACCEPT_ENCODING,
        'Accept': '*/*',
        'Connection': 'keep-alive',
    })


def parse_header_links(value):
    """The links of a Link header."""
    links = []
    quotes = ' \'"'
    value = value.strip(quotes)
    if not value:
        return links
    for entry in re.split(', *<', value):
        url, semicolon, params = entry.partition(';')
        link = {'url': url.strip('<> \'"')}
        for param in params.split(';') if semicolon else ():
            key, equals, text = param.partition('=')
            if not equals:
                break
            link[key.strip(quotes)] = text.strip(quotes)
        links.append(link)
    return links


def guess_json_utf(data):
    """Which UTF a JSON text is in, by its first bytes."""
    sample = data[:4]
    if sample in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        return 'utf-32'
    if sample[:3] == codecs.BOM_UTF8:
        return 'utf-8-sig'
    if sample[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return 'utf-16'
    zeros = sample.count(b'\0')
    if zeros == 0:
        return 'utf-8'
    if zeros == 2:
        if sample[::2] == b'\0\0':
            return 'utf-16-be'
        if sample[1::2] == b'\0\0':
            return 'utf-16-le'
    if zeros == 3:
        if sample[:3] == b'\0\0\0':
            return 'utf-32-be'
        if sample[1:] == b'\0\0\0':
            return 'utf-32-le'
    return None


def prepend_scheme_if_needed(url, new_scheme):
    """An address with a scheme."""
    if '://' in url:
        return url
    parts = urlparse(f'{new_scheme}://{url}')
    return urlunparse(parts)


def get_auth_from_url(url):
    """User and password in an address."""
    parts = urlparse(url)
    try:
        return unquote(parts.username), unquote(parts.password)
    except (AttributeError, TypeError):
        return '', ''


_GOOD_STR = re.compile(r'^\S[^\r\n]*$|^$')
_GOOD_NAME_STR = re.compile(r'^[^:\s][^:\r\n]*$')
_GOOD_BYTES = re.compile(rb'^\S[^\r\n]*$|^$')
_GOOD_NAME_BYTES = re.compile(rb'^[^:\s][^:\r\n]*$')
HEADER_VALIDATORS = {bytes: (_GOOD_NAME_BYTES, _GOOD_BYTES), str: (_GOOD_NAME_STR, _GOOD_STR)}


def check_header_validity(header):
    """Refuse names and values that would break the message."""
    name, value = header
    for part, at in ((name, 0), (value, 1)):
        for kind in (str, bytes):
            if isinstance(part, kind):
                validator = HEADER_VALIDATORS[kind][at]
                break
        else:
            raise InvalidHeader(f'Header part ({part!r}) from {header} must be of type str or '
                                f'bytes, not {type(part)}')
        if not validator.match(part):
            kind = 'name' if at == 0 else 'value'
            raise InvalidHeader('Invalid leading whitespace, reserved character(s), or return '
                                f'character(s) in header {kind}: {part!r}')


def urldefragauth(url):
    """An address without its fragment and its password."""
    scheme, netloc, path, params, query, _ = urlparse(url)
    if not netloc:
        netloc, path = path, netloc
    netloc = netloc.rsplit('@', 1)[-1]
    return urlunparse((scheme, netloc, path, params, query, ''))


def rewind_body(prepared_request):
    """Make a body ready to be sent again."""
    seek = getattr(prepared_request.body, 'seek', None)
    if seek is None or not isinstance(prepared_request._body_position, int):
        raise UnrewindableBodyError('Unable to rewind request body for redirect.')
    try:
        seek(prepared_request._body_position)
    except OSError:
        raise UnrewindableBodyError('An error occurred when rewinding request body for '
                                    'redirect.')


def to_native_string(string, encoding='ascii'):
    """A str."""
    return string if isinstance(string, str) else string.decode(encoding)


def unicode_is_ascii(u_string):
    """Whether a text is ASCII."""
    return u_string.isascii()
