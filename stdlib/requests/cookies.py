"""requests.cookies: http.cookiejar as a dict."""

import copy
import http.cookiejar as cookielib
import threading
import time
from collections.abc import MutableMapping
from http.cookies import Morsel
from urllib.parse import urlparse, urlunparse


class MockRequest:
    """A request as http.cookiejar wants to see it."""

    def __init__(self, request):
        self._r = request
        self._new_headers = {}
        self.type = urlparse(self._r.url).scheme

    def get_type(self):
        """The scheme."""
        return self.type

    def get_host(self):
        """The host."""
        return urlparse(self._r.url).netloc

    def get_origin_req_host(self):
        """The host."""
        return self.get_host()

    def get_full_url(self):
        """The address, with the host that the headers name."""
        if not self._r.headers.get('Host'):
            return self._r.url
        host = self._r.headers['Host']
        host = host.decode('utf-8') if isinstance(host, bytes) else host
        parts = urlparse(self._r.url)
        return urlunparse([parts.scheme, host, parts.path, parts.params, parts.query,
                           parts.fragment])

    def is_unverifiable(self):
        """Yes."""
        return True

    def has_header(self, name):
        """Whether there is a header."""
        return name in self._r.headers or name in self._new_headers

    def get_header(self, name, default=None):
        """The value of a header."""
        return self._r.headers.get(name, self._new_headers.get(name, default))

    def add_header(self, key, val):
        """Not for cookies."""
        raise NotImplementedError('Cookie headers should be added with '
                                  'add_unredirected_header()')

    def add_unredirected_header(self, name, value):
        """Set a header."""
        self._new_headers[name] = value

    def get_new_headers(self):
        """The headers that were set."""
        return self._new_headers

    @property
    def unverifiable(self):
        """Yes."""
        return self.is_unverifiable()

    @property
    def origin_req_host(self):
        """The host."""
        return self.get_origin_req_host()

    @property
    def host(self):
        """The host."""
        return self.get_host()


class MockResponse:
    """Headers as http.cookiejar wants to see them."""

    def __init__(self, headers):
        self._headers = headers

    def info(self):
        """The headers."""
        return self._headers

    def getheaders(self, name):
        """The values of a header."""
        return self._headers.get_all(name)


def extract_cookies_to_jar(jar, request, response):
    """Take the cookies of a response."""
    original = getattr(response, '_original_response', None)
    if not original or getattr(original, 'msg', None) is None:
        return
    jar.extract_cookies(MockResponse(original.headers), MockRequest(request))


def get_cookie_header(jar, request):
    """The value of the Cookie header."""
    mock = MockRequest(request)
    jar.add_cookie_header(mock)
    return mock.get_new_headers().get('Cookie')


def remove_cookie_by_name(cookiejar, name, domain=None, path=None):
    """Remove all cookies of a name."""
    doomed = [(c.domain, c.path, c.name) for c in cookiejar
              if c.name == name and (domain is None or domain == c.domain)
              and (path is None or path == c.path)]
    for where in doomed:
        cookiejar.clear(*where)


class CookieConflictError(RuntimeError):
    """There are several cookies of that name."""


class RequestsCookieJar(cookielib.CookieJar, MutableMapping):
    """A jar that is a dict of names and values, too."""

    def get(self, name, default=None, domain=None, path=None):
        """The value of a cookie."""
        try:
            return self._find_no_duplicates(name, domain, path)
        except KeyError:
            return default

    def set(self, name, value, **kwargs):
        """Set a cookie; None removes it."""
        if value is None:
            remove_cookie_by_name(self, name, domain=kwargs.get('domain'),
                                  path=kwargs.get('path'))
            return None
        if isinstance(value, Morsel):
            cookie = morsel_to_cookie(value)
        else:
            cookie = create_cookie(name, value, **kwargs)
        self.set_cookie(cookie)
        return cookie

    def iterkeys(self):
        """The names."""
        for cookie in iter(self):
            yield cookie.name

    def keys(self):
        """The names."""
        return list(self.iterkeys())

    def itervalues(self):
        """The values."""
        for cookie in iter(self):
            yield cookie.value

    def values(self):
        """The values."""
        return list(self.itervalues())

    def iteritems(self):
        """Names and values."""
        for cookie in iter(self):
            yield cookie.name, cookie.value

    def items(self):
        """Names and values."""
        return list(self.iteritems())

    def list_domains(self):
        """The domains."""
        return list(dict.fromkeys(cookie.domain for cookie in iter(self)))

    def list_paths(self):
        """The paths."""
        return list(dict.fromkeys(cookie.path for cookie in iter(self)))

    def multiple_domains(self):
        """Whether a domain has several cookies."""
        domains = []
        for cookie in iter(self):
            if cookie.domain is not None and cookie.domain in domains:
                return True
            domains.append(cookie.domain)
        return False

    def get_dict(self, domain=None, path=None):
        """Names and values of a domain and a path."""
        return {cookie.name: cookie.value for cookie in iter(self)
                if (domain is None or cookie.domain == domain)
                and (path is None or cookie.path == path)}

    def __contains__(self, name):
        try:
            return super().__contains__(name)
        except CookieConflictError:
            return True

    def __getitem__(self, name):
        return self._find_no_duplicates(name)

    def __setitem__(self, name, value):
        self.set(name, value)

    def __delitem__(self, name):
        remove_cookie_by_name(self, name)

    def set_cookie(self, cookie, *args, **kwargs):
        """Take a cookie."""
        if (hasattr(cookie.value, 'startswith') and cookie.value.startswith('"')
                and cookie.value.endswith('"')):
            cookie.value = cookie.value.replace('\\"', '')
        return super().set_cookie(cookie, *args, **kwargs)

    def update(self, other):
        """Take the cookies of another jar, or of a dict."""
        if isinstance(other, cookielib.CookieJar):
            for cookie in other:
                self.set_cookie(copy.copy(cookie))
        else:
            super().update(other)

    def _find(self, name, domain=None, path=None):
        for cookie in iter(self):
            if (cookie.name == name and (domain is None or cookie.domain == domain)
                    and (path is None or cookie.path == path)):
                return cookie.value
        raise KeyError(f'name={name!r}, domain={domain!r}, path={path!r}')

    def _find_no_duplicates(self, name, domain=None, path=None):
        found = None
        for cookie in iter(self):
            if (cookie.name == name and (domain is None or cookie.domain == domain)
                    and (path is None or cookie.path == path)):
                if found is not None:
                    raise CookieConflictError(
                        f'There are multiple cookies with name, {name!r}')
                found = cookie.value
        if found:
            return found
        raise KeyError(f'name={name!r}, domain={domain!r}, path={path!r}')

    def __getstate__(self):
        state = self.__dict__.copy()
        # Locks cannot be pickled.
        state.pop('_cookies_lock')
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        if '_cookies_lock' not in self.__dict__:
            self._cookies_lock = threading.RLock()

    def copy(self):
        """The same cookies in another jar."""
        made = RequestsCookieJar()
        made.set_policy(self.get_policy())
        made.update(self)
        return made

    def get_policy(self):
        """Who decides."""
        return self._policy


def _copy_cookie_jar(jar):
    if jar is None:
        return None
    if hasattr(jar, 'copy'):
        return jar.copy()
    made = copy.copy(jar)
    made.clear()
    for cookie in jar:
        made.set_cookie(copy.copy(cookie))
    return made


def create_cookie(name, value, **kwargs):
    """A cookie: for all sites, unless a domain is given."""
    result = {'version': 0, 'name': name, 'value': value, 'port': None, 'domain': '',
              'path': '/', 'secure': False, 'expires': None, 'discard': True, 'comment': None,
              'comment_url': None, 'rest': {'HttpOnly': None}, 'rfc2109': False}
    bad = set(kwargs) - set(result)
    if bad:
        raise TypeError('create_cookie() got unexpected keyword arguments: '
                        f'{list(bad)}')
    result.update(kwargs)
    result['port_specified'] = bool(result['port'])
    result['domain_specified'] = bool(result['domain'])
    result['domain_initial_dot'] = result['domain'].startswith('.')
    result['path_specified'] = bool(result['path'])
    return cookielib.Cookie(**result)


def morsel_to_cookie(morsel):
    """A cookie of http.cookies as one of http.cookiejar."""
    expires = None
    if morsel['max-age']:
        try:
            expires = int(time.time() + int(morsel['max-age']))
        except ValueError:
            raise TypeError(f"max-age: {morsel['max-age']} must be integer")
    elif morsel['expires']:
        expires = cookielib.http2time(morsel['expires'])
    return create_cookie(comment=morsel['comment'], comment_url=bool(morsel['comment']),
                         discard=False, domain=morsel['domain'], expires=expires,
                         name=morsel.key, path=morsel['path'], port=None,
                         rest={'HttpOnly': morsel['httponly']}, rfc2109=False,
                         secure=bool(morsel['secure']), value=morsel.value,
                         version=morsel['version'] or 0)


def cookiejar_from_dict(cookie_dict, cookiejar=None, overwrite=True):
    """A jar with the cookies of a dict."""
    if cookiejar is None:
        cookiejar = RequestsCookieJar()
    if cookie_dict is not None:
        known = [cookie.name for cookie in cookiejar]
        for name in cookie_dict:
            if overwrite or name not in known:
                cookiejar.set_cookie(create_cookie(name, cookie_dict[name]))
    return cookiejar


def merge_cookies(cookiejar, cookies):
    """Add the cookies of a jar, or of a dict."""
    if not isinstance(cookiejar, cookielib.CookieJar):
        raise ValueError('You can only merge into CookieJar')
    if isinstance(cookies, dict):
        cookiejar = cookiejar_from_dict(cookies, cookiejar=cookiejar, overwrite=False)
    elif isinstance(cookies, cookielib.CookieJar):
        try:
            cookiejar.update(cookies)
        except AttributeError:
            for cookie in cookies:
                cookiejar.set_cookie(cookie)
    return cookiejar
