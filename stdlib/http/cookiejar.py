"""http.cookiejar: the cookies of a client: taken, kept and sent back.

Follows what browsers do (RFC 6265 in essence, Netscape's rules in CPython's reading). Cookies of
the kind of RFC 2965 are read if a policy asks for them.
"""

import copy
import re
import time
import urllib.parse
import urllib.request
from http._cookie_text import (DEFAULT_HTTP_PORT, EPOCH_YEAR, time2isoz, time2netscape, http2time,
                               iso2time, split_header_words, join_header_words, strip_quotes,
                               parse_ns_headers, is_HDN, domain_match, liberal_is_HDN,
                               user_domain_match, request_host, eff_request_host, request_path,
                               request_port, escape_path, reach, is_third_party, DAYS, MONTHS,
                               IPV4_RE, cut_port_re, HTTP_PATH_SAFE)
from threading import RLock

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar',
           'LWPCookieJar', 'LoadError', 'MozillaCookieJar']

debug = False
HTTPONLY_ATTR = 'HTTPOnly'
HTTPONLY_PREFIX = '#HttpOnly_'
NETSCAPE_MAGIC_RGX = re.compile('#( Netscape)? HTTP Cookie File')
MISSING_FILENAME_TEXT = ('a filename was not supplied (nor was the CookieJar instance '
                         'initialised with one)')
NETSCAPE_HEADER_TEXT = """\
# Netscape HTTP Cookie File
# http://curl.haxx.se/rfc/cookie_spec.html
# This is a generated file!  Do not edit.

"""

# ---- cookies --------------------------------------------------------------------------------------

class Cookie:
    """A cookie."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified,
                 domain_initial_dot, path, path_specified, secure, expires, discard, comment,
                 comment_url, rest, rfc2109=False):
        if version is not None:
            version = int(version)
        if expires is not None:
            expires = int(float(expires))
        if port is None and port_specified is True:
            raise ValueError('if port is None, port_specified must be false')
        self.version = version
        self.name = name
        self.value = value
        self.port = port
        self.port_specified = port_specified
        self.domain = domain.lower()
        self.domain_specified = domain_specified
        self.domain_initial_dot = domain_initial_dot
        self.path = path
        self.path_specified = path_specified
        self.secure = secure
        self.expires = expires
        self.discard = discard
        self.comment = comment
        self.comment_url = comment_url
        self.rfc2109 = rfc2109
        self._rest = copy.copy(rest)

    def has_nonstandard_attr(self, name):
        """Whether it has an attribute that is not among the usual ones."""
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        """The value of such an attribute."""
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        """Set such an attribute."""
        self._rest[name] = value

    def is_expired(self, now=None):
        """Whether its time is over."""
        if now is None:
            now = time.time()
        return self.expires is not None and self.expires <= now

    def __str__(self):
        port = '' if self.port is None else ':' + self.port
        limit = self.domain + port + self.path
        namevalue = self.name if self.value is None else '%s=%s' % (self.name, self.value)
        return '<Cookie %s for %s>' % (namevalue, limit)

    def __repr__(self):
        names = ('version', 'name', 'value', 'port', 'port_specified', 'domain',
                 'domain_specified', 'domain_initial_dot', 'path', 'path_specified', 'secure',
                 'expires', 'discard', 'comment', 'comment_url')
        args = ['%s=%s' % (name, repr(getattr(self, name))) for name in names]
        args.append('rest=%s' % repr(self._rest))
        args.append('rfc2109=%s' % repr(self.rfc2109))
        return '%s(%s)' % (self.__class__.__name__, ', '.join(args))


class CookiePolicy:
    """Decides which cookies are taken and sent."""

    def set_ok(self, cookie, request):
        """Whether to take a cookie."""
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        """Whether to send a cookie."""
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        """Whether cookies of a domain may be sent."""
        return True

    def path_return_ok(self, path, request):
        """Whether cookies of a path may be sent."""
        return True


class DefaultCookiePolicy(CookiePolicy):
    """The usual decisions."""

    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4
    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False,
                 rfc2109_as_netscape=None, hide_cookie2=False, strict_domain=False,
                 strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False,
                 strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False,
                 strict_ns_set_path=False, secure_protocols=('https', 'wss')):
        self.netscape = netscape
        self.rfc2965 = rfc2965
        self.rfc2109_as_netscape = rfc2109_as_netscape
        self.hide_cookie2 = hide_cookie2
        self.strict_domain = strict_domain
        self.strict_rfc2965_unverifiable = strict_rfc2965_unverifiable
        self.strict_ns_unverifiable = strict_ns_unverifiable
        self.strict_ns_domain = strict_ns_domain
        self.strict_ns_set_initial_dollar = strict_ns_set_initial_dollar
        self.strict_ns_set_path = strict_ns_set_path
        self.secure_protocols = secure_protocols
        self._blocked_domains = tuple(blocked_domains) if blocked_domains is not None else ()
        if allowed_domains is not None:
            allowed_domains = tuple(allowed_domains)
        self._allowed_domains = allowed_domains

    def blocked_domains(self):
        """Domains whose cookies are refused."""
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        """Set them."""
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        """Whether a domain's cookies are refused."""
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def allowed_domains(self):
        """The only domains whose cookies are taken; None for all."""
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        """Set them."""
        if allowed_domains is not None:
            allowed_domains = tuple(allowed_domains)
        self._allowed_domains = allowed_domains

    def is_not_allowed(self, domain):
        """Whether a domain is not among those."""
        if self._allowed_domains is None:
            return False
        return not any(user_domain_match(domain, allowed) for allowed in self._allowed_domains)

    def set_ok(self, cookie, request):
        """Whether to take a cookie."""
        return all(getattr(self, 'set_ok_' + n)(cookie, request)
                   for n in ('version', 'verifiability', 'name', 'path', 'domain', 'port'))

    def set_ok_version(self, cookie, request):
        """By its kind."""
        if cookie.version is None:
            return False
        return self.rfc2965 if cookie.version > 0 else self.netscape

    def set_ok_verifiability(self, cookie, request):
        """By whether the user asked for the page."""
        if request.unverifiable and is_third_party(request):
            if cookie.version > 0 and self.strict_rfc2965_unverifiable:
                return False
            if cookie.version == 0 and self.strict_ns_unverifiable:
                return False
        return True

    def set_ok_name(self, cookie, request):
        """By its name."""
        return not (cookie.version == 0 and self.strict_ns_set_initial_dollar
                    and cookie.name.startswith('$'))

    def set_ok_path(self, cookie, request):
        """By its path."""
        if cookie.path_specified:
            if ((cookie.version > 0 or (cookie.version == 0 and self.strict_ns_set_path))
                    and not self.path_return_ok(cookie.path, request)):
                return False
        return True

    def set_ok_domain(self, cookie, request):
        """By its domain."""
        if self.is_blocked(cookie.domain) or self.is_not_allowed(cookie.domain):
            return False
        if not cookie.domain_specified:
            return True
        req_host, erhn = eff_request_host(request)
        domain = cookie.domain
        if self.strict_domain and domain.count('.') >= 2:
            # The second level of a country is not somebody's own.
            i = domain.rfind('.')
            j = domain.rfind('.', 0, i)
            if j == 0:
                tld, sld = domain[i + 1:], domain[j + 1:i]
                if sld.lower() in ('co', 'ac', 'com', 'edu', 'org', 'net', 'gov', 'mil', 'int',
                                   'aero', 'biz', 'cat', 'coop', 'info', 'jobs', 'mobi',
                                   'museum', 'name', 'pro', 'travel', 'eu') and len(tld) == 2:
                    return False
        undotted = domain[1:] if domain.startswith('.') else domain
        if '.' not in undotted and not erhn.endswith('.local') and domain != '.local':
            return False
        if cookie.version == 0:
            if (not erhn.endswith(domain)
                    and not (not erhn.startswith('.') and ('.' + erhn).endswith(domain))):
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainRFC2965Match:
            if not domain_match(erhn, domain):
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainStrictNoDots:
            prefix = req_host[:-len(domain)]
            if '.' in prefix and not IPV4_RE.search(req_host):
                return False
        return True

    def set_ok_port(self, cookie, request):
        """By its ports."""
        if cookie.port_specified:
            port = request_port(request) or '80'
            for p in cookie.port.split(','):
                if not p.isdigit():
                    return False
                if p == port:
                    break
            else:
                return False
        return True

    def return_ok(self, cookie, request):
        """Whether to send a cookie; the domain's and the path's have been asked before."""
        return all(getattr(self, 'return_ok_' + n)(cookie, request)
                   for n in ('version', 'verifiability', 'secure', 'expires', 'port', 'domain'))

    def return_ok_version(self, cookie, request):
        """By its kind."""
        return self.rfc2965 if cookie.version > 0 else self.netscape

    def return_ok_verifiability(self, cookie, request):
        """By whether the user asked for the page."""
        return self.set_ok_verifiability(cookie, request)

    def return_ok_secure(self, cookie, request):
        """Secret ones by the scheme."""
        return not cookie.secure or request.type in self.secure_protocols

    def return_ok_expires(self, cookie, request):
        """By their time."""
        return not cookie.is_expired(self._now)

    def return_ok_port(self, cookie, request):
        """By their ports."""
        if cookie.port:
            port = request_port(request) or '80'
            return port in cookie.port.split(',')
        return True

    def return_ok_domain(self, cookie, request):
        """By their domain."""
        req_host, erhn = eff_request_host(request)
        domain = cookie.domain
        dotted = domain if not domain or domain.startswith('.') else '.' + domain
        if (cookie.version == 0 and self.strict_ns_domain & self.DomainStrictNonDomain
                and not cookie.domain_specified and domain != erhn):
            return False
        if cookie.version > 0 and not domain_match(erhn, domain):
            return False
        return not (cookie.version == 0 and not ('.' + erhn).endswith(dotted))

    def domain_return_ok(self, domain, request):
        """Whether cookies of a domain may be sent: a quick look before the others."""
        req_host, erhn = eff_request_host(request)
        if not req_host.startswith('.'):
            req_host = '.' + req_host
        if not erhn.startswith('.'):
            erhn = '.' + erhn
        dotted = domain if not domain or domain.startswith('.') else '.' + domain
        if not (req_host.endswith(dotted) or erhn.endswith(dotted)):
            return False
        return not (self.is_blocked(domain) or self.is_not_allowed(domain))

    def path_return_ok(self, path, request):
        """Whether cookies of a path may be sent."""
        req_path = request_path(request)
        if req_path == path:
            return True
        return (req_path.startswith(path)
                and (path.endswith('/') or req_path[len(path):len(path) + 1] == '/'))


def _walk(mapping):
    """The values of mappings in mappings."""
    for key in list(mapping):
        value = mapping[key]
        if isinstance(value, dict):
            yield from _walk(value)
        else:
            yield value


class CookieJar:
    """Cookies by domain, path and name."""

    def __init__(self, policy=None):
        if policy is None:
            policy = DefaultCookiePolicy()
        self._policy = policy
        self._cookies_lock = RLock()
        self._cookies = {}

    def set_policy(self, policy):
        """Set who decides."""
        self._policy = policy

    def _cookies_for_domain(self, domain, request):
        if not self._policy.domain_return_ok(domain, request):
            return []
        cookies = []
        for path, by_name in self._cookies[domain].items():
            if self._policy.path_return_ok(path, request):
                cookies += [c for c in by_name.values() if self._policy.return_ok(c, request)]
        return cookies

    def _cookies_for_request(self, request):
        cookies = []
        for domain in self._cookies:
            cookies.extend(self._cookies_for_domain(domain, request))
        return cookies

    def _cookie_attrs(self, cookies):
        """The parts of the Cookie header."""
        # The most special path first.
        cookies.sort(key=lambda c: len(c.path), reverse=True)
        version_set = False
        attrs = []
        for cookie in cookies:
            version = cookie.version
            if not version_set:
                version_set = True
                if version > 0:
                    attrs.append('$Version=%s' % version)
            value = cookie.value
            if cookie.value is not None and version > 0 and re.search(r'\W', cookie.value):
                value = '"%s"' % re.sub(r'([\"\\])', r'\\\1', cookie.value)
            attrs.append(cookie.name if cookie.value is None else '%s=%s' % (cookie.name, value))
            if version > 0:
                if cookie.path_specified:
                    attrs.append('$Path="%s"' % cookie.path)
                if cookie.domain.startswith('.'):
                    domain = cookie.domain
                    if not cookie.domain_initial_dot and domain.startswith('.'):
                        domain = domain[1:]
                    attrs.append('$Domain="%s"' % domain)
                if cookie.port is not None:
                    port = '$Port'
                    if cookie.port_specified:
                        port += '="%s"' % cookie.port
                    attrs.append(port)
        return attrs

    def add_cookie_header(self, request):
        """Add the Cookie header to a request."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            attrs = self._cookie_attrs(cookies)
            if attrs and not request.has_header('Cookie'):
                request.add_unredirected_header('Cookie', '; '.join(attrs))
            if (self._policy.rfc2965 and not self._policy.hide_cookie2
                    and not request.has_header('Cookie2')):
                if any(cookie.version != 1 for cookie in cookies):
                    request.add_unredirected_header('Cookie2', '$Version="1"')
        self.clear_expired_cookies()

    def _normalized_cookie_tuples(self, attrs_set):
        """Name, value, standard attributes and others, of what a header's reader gives."""
        value_attrs = ('version', 'expires', 'domain', 'path', 'port', 'comment', 'commenturl')
        flags = ('discard', 'secure')
        tuples = []
        for attrs in attrs_set:
            name, value = attrs[0]
            max_age_set = bad = False
            standard, rest = {}, {}
            for key, val in attrs[1:]:
                lower = key.lower()
                if lower in value_attrs or lower in flags or lower == 'max-age':
                    key = lower
                if key in flags and val is None:
                    val = True
                if key in standard:
                    # The first one counts.
                    continue
                if key == 'domain':
                    if val is None:
                        bad = True
                        break
                    val = val.lower()
                if key == 'expires':
                    if max_age_set:
                        continue
                    if val is None:
                        continue
                if key == 'max-age':
                    max_age_set = True
                    try:
                        val = int(val)
                    except (TypeError, ValueError):
                        bad = True
                        break
                    key = 'expires'
                    val = self._now + val
                if key in value_attrs or key in flags:
                    if val is None and key not in ('port', 'comment', 'commenturl'):
                        bad = True
                        break
                    standard[key] = val
                else:
                    rest[key] = val
            if not bad:
                tuples.append((name, value, standard, rest))
        return tuples

    def _cookie_from_cookie_tuple(self, tup, request):
        name, value, standard, rest = tup
        domain = standard.get('domain', Ellipsis)
        path = standard.get('path', Ellipsis)
        port = standard.get('port', Ellipsis)
        expires = standard.get('expires', Ellipsis)
        version = standard.get('version', None)
        if version is not None:
            try:
                version = int(version)
            except ValueError:
                return None
        secure = standard.get('secure', False)
        discard = standard.get('discard', False)
        comment = standard.get('comment', None)
        comment_url = standard.get('commenturl', None)
        path_specified = path is not Ellipsis and path != ''
        if path_specified:
            path = escape_path(path)
        else:
            path = request_path(request)
            at = path.rfind('/')
            if at != -1:
                path = path[:at] if version == 0 else path[:at + 1]
            if not path:
                path = '/'
        domain_specified = domain is not Ellipsis
        initial_dot = domain_specified and bool(domain.startswith('.'))
        if not domain_specified:
            domain = eff_request_host(request)[1]
        elif not domain.startswith('.'):
            domain = '.' + domain
        port_specified = False
        if port is not Ellipsis:
            if port is None:
                port = request_port(request)
            else:
                port_specified = True
                port = re.sub(r'\s+', '', port)
        else:
            port = None
        if expires is Ellipsis:
            expires = None
            discard = True
        elif expires <= self._now:
            # The server takes a cookie back.
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified,
                      initial_dot, path, path_specified, secure, expires, discard, comment,
                      comment_url, rest)

    def _cookies_from_attrs_set(self, attrs_set, request):
        made = (self._cookie_from_cookie_tuple(tup, request)
                for tup in self._normalized_cookie_tuples(attrs_set))
        return [cookie for cookie in made if cookie]

    def make_cookies(self, response, request):
        """The cookies of a response."""
        headers = response.info()
        rfc2965_hdrs = headers.get_all('Set-Cookie2', [])
        ns_hdrs = headers.get_all('Set-Cookie', [])
        self._policy._now = self._now = int(time.time())
        rfc2965, netscape = self._policy.rfc2965, self._policy.netscape
        cookies = []
        if rfc2965_hdrs and rfc2965:
            cookies = self._cookies_from_attrs_set(split_header_words(rfc2965_hdrs), request)
        if ns_hdrs and netscape:
            ns_cookies = self._cookies_from_attrs_set(parse_ns_headers(ns_hdrs), request)
            self._process_rfc2109_cookies(ns_cookies)
            if rfc2965:
                known = {(c.domain, c.path, c.name) for c in cookies}
                ns_cookies = [c for c in ns_cookies if (c.domain, c.path, c.name) not in known]
            cookies.extend(ns_cookies)
        return cookies

    def _process_rfc2109_cookies(self, cookies):
        as_netscape = getattr(self._policy, 'rfc2109_as_netscape', None)
        if as_netscape is None:
            as_netscape = not self._policy.rfc2965
        for cookie in cookies:
            if cookie.version == 1:
                cookie.rfc2109 = True
                if as_netscape:
                    cookie.version = 0

    def set_cookie_if_ok(self, cookie, request):
        """Take a cookie, if the policy lets it."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Take a cookie."""
        with self._cookies_lock:
            by_path = self._cookies.setdefault(cookie.domain, {})
            by_path.setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Take the cookies of a response that the policy lets in."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    def clear(self, domain=None, path=None, name=None):
        """Forget cookies: all, or those of a domain, of a path, of a name."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError('domain and path must be given to remove a cookie by name')
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError('domain must be given to remove cookies by path')
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def clear_session_cookies(self):
        """Forget those that end with the session."""
        with self._cookies_lock:
            for cookie in list(self):
                if cookie.discard:
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_expired_cookies(self):
        """Forget those whose time is over."""
        with self._cookies_lock:
            now = time.time()
            for cookie in list(self):
                if cookie.is_expired(now):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def __iter__(self):
        return _walk(self._cookies)

    def __len__(self):
        return sum(1 for _ in self)

    def __repr__(self):
        return '<%s[%s]>' % (self.__class__.__name__, ', '.join(map(repr, self)))

    def __str__(self):
        return '<%s[%s]>' % (self.__class__.__name__, ', '.join(map(str, self)))


class LoadError(OSError):
    """A file of cookies cannot be read."""


class FileCookieJar(CookieJar):
    """Cookies that can be saved and loaded."""

    def __init__(self, filename=None, delayload=False, policy=None):
        CookieJar.__init__(self, policy)
        if filename is not None:
            import os
            filename = os.fspath(filename)
        self.filename = filename
        self.delayload = bool(delayload)

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Save them."""
        raise NotImplementedError()

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Load more."""
        filename = self._filename(filename)
        with open(filename) as f:
            self._really_load(f, filename, ignore_discard, ignore_expires)

    def _filename(self, filename):
        if filename is None:
            filename = self.filename
        if filename is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return filename

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Forget all, and load; what was there stays if that fails."""
        filename = self._filename(filename)
        with self._cookies_lock:
            old = copy.deepcopy(self._cookies)
            self._cookies = {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = old
                raise

    def _to_save(self, ignore_discard, ignore_expires):
        now = time.time()
        for cookie in self:
            if not ignore_discard and cookie.discard:
                continue
            if not ignore_expires and cookie.is_expired(now):
                continue
            yield cookie


def lwp_cookie_str(cookie):
    """A cookie as libwww-perl's files have it."""
    parts = [(cookie.name, cookie.value), ('path', cookie.path), ('domain', cookie.domain)]
    if cookie.port is not None:
        parts.append(('port', cookie.port))
    for flag in ('path_specified', 'port_specified', 'domain_initial_dot', 'secure'):
        if flag == 'path_specified' and cookie.path_specified:
            parts.append(('path_spec', None))
        elif flag == 'port_specified' and cookie.port_specified:
            parts.append(('port_spec', None))
        elif flag == 'domain_initial_dot' and cookie.domain_initial_dot:
            parts.append(('domain_dot', None))
        elif flag == 'secure' and cookie.secure:
            parts.append(('secure', None))
    if cookie.expires:
        parts.append(('expires', time2isoz(float(cookie.expires))))
    if cookie.discard:
        parts.append(('discard', None))
    if cookie.comment:
        parts.append(('comment', cookie.comment))
    if cookie.comment_url:
        parts.append(('commenturl', cookie.comment_url))
    for key in sorted(cookie._rest):
        parts.append((key, str(cookie._rest[key])))
    parts.append(('version', str(cookie.version)))
    return join_header_words([parts])


class LWPCookieJar(FileCookieJar):
    """Cookies in libwww-perl's files."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        """The lines of a file."""
        lines = ['Set-Cookie3: %s' % lwp_cookie_str(cookie)
                 for cookie in self._to_save(ignore_discard, ignore_expires)]
        return '\n'.join(lines + [''])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Save them."""
        with open(self._filename(filename), 'w') as f:
            f.write('#LWP-Cookies-2.0\n')
            f.write(self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not re.search('^#LWP-Cookies-2\\.', f.readline()):
            raise LoadError('%r does not look like a Set-Cookie3 (LWP) format file' % filename)
        now = time.time()
        flags = ('port_spec', 'path_spec', 'domain_dot', 'secure', 'discard')
        values = ('version', 'port', 'path', 'domain', 'expires', 'comment', 'commenturl')
        for line in f:
            if not line.startswith('Set-Cookie3:'):
                continue
            for data in split_header_words([line[12:].strip()]):
                name, value = data[0]
                standard = {k: False for k in flags}
                rest = {}
                for key, val in data[1:]:
                    lower = key.lower() if key is not None else None
                    if lower in values or lower in flags:
                        key = lower
                    if key in flags:
                        standard[key] = True if val is None else val
                    elif key in values:
                        standard[key] = val
                    else:
                        rest[key] = val
                expires = standard.get('expires')
                discard = standard['discard']
                if expires is not None:
                    expires = iso2time(expires)
                else:
                    discard = True
                domain = standard.get('domain')
                if domain is None:
                    raise LoadError('invalid Set-Cookie3 format file %r: %r' % (filename, line))
                cookie = Cookie(standard.get('version'), name, value, standard.get('port'),
                                standard['port_spec'], domain, domain.startswith('.'),
                                standard['domain_dot'], standard.get('path'),
                                standard['path_spec'], standard['secure'], expires, discard,
                                standard.get('comment'), standard.get('commenturl'), rest)
                if not ignore_discard and cookie.discard:
                    continue
                if not ignore_expires and cookie.is_expired(now):
                    continue
                self.set_cookie(cookie)


class MozillaCookieJar(FileCookieJar):
    """Cookies in the files of Mozilla's browsers, curl and wget."""

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        now = time.time()
        if not NETSCAPE_MAGIC_RGX.match(f.readline()):
            raise LoadError('%r does not look like a Netscape format cookies file' % filename)
        for line in f:
            rest = {}
            if line.startswith(HTTPONLY_PREFIX):
                rest[HTTPONLY_ATTR] = ''
                line = line[len(HTTPONLY_PREFIX):]
            line = line.removesuffix('\n')
            if line.strip().startswith(('#', '$')) or line.strip() == '':
                continue
            fields = line.split('\t')
            if len(fields) != 7:
                raise LoadError('invalid Netscape format cookies file %r: %r' % (filename, line))
            domain, domain_specified, path, secure, expires, name, value = fields
            secure = secure == 'TRUE'
            domain_specified = domain_specified == 'TRUE'
            if name == '':
                # A cookie without a value stands there as a value without a name.
                name, value = value, None
            discard = False
            if expires == '':
                expires, discard = None, True
            cookie = Cookie(0, name, value, None, False, domain, domain_specified,
                            domain.startswith('.'), path, False, secure, expires, discard, None,
                            None, rest)
            if not ignore_discard and cookie.discard:
                continue
            if not ignore_expires and cookie.is_expired(now):
                continue
            self.set_cookie(cookie)

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Save them."""
        with open(self._filename(filename), 'w') as f:
            f.write(NETSCAPE_HEADER_TEXT)
            for cookie in self._to_save(ignore_discard, ignore_expires):
                domain = cookie.domain
                if cookie.has_nonstandard_attr(HTTPONLY_ATTR):
                    domain = HTTPONLY_PREFIX + domain
                name, value = ('', cookie.name) if cookie.value is None \
                    else (cookie.name, cookie.value)
                expires = '' if cookie.expires is None else str(cookie.expires)
                f.write('\t'.join([domain, 'TRUE' if cookie.domain.startswith('.') else 'FALSE',
                                   cookie.path, 'TRUE' if cookie.secure else 'FALSE', expires,
                                   name, value]) + '\n')
