"""urllib._passwords: users and passwords, and the two ways of sending them."""

import base64
import hashlib
import os
import re
import time
import warnings
from urllib.error import HTTPError, URLError
from urllib.parse import _splitport, urlsplit


class HTTPPasswordMgr:
    """Users and passwords by realm and address."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        """Note a password for an address, or several ones."""
        if isinstance(uri, str):
            uri = [uri]
        known = self.passwd.setdefault(realm, {})
        for default_port in True, False:
            known[tuple(self.reduce_uri(u, default_port) for u in uri)] = (user, passwd)

    def find_user_password(self, realm, authuri):
        """User and password for an address; (None, None) if there are none."""
        domains = self.passwd.get(realm, {})
        for default_port in True, False:
            reduced = self.reduce_uri(authuri, default_port)
            for uris, authinfo in domains.items():
                for uri in uris:
                    if self.is_suburi(uri, reduced):
                        return authinfo
        return None, None

    def reduce_uri(self, uri, default_port=True):
        """Host with port, and path."""
        parts = urlsplit(uri)
        if parts[1]:
            scheme, authority, path = parts[0], parts[1], parts[2] or '/'
        else:
            scheme, authority, path = None, uri, '/'
        host, port = _splitport(authority)
        if default_port and port is None and scheme is not None:
            number = {'http': 80, 'https': 443}.get(scheme)
            if number is not None:
                authority = '%s:%d' % (host, number)
        return authority, path

    def is_suburi(self, base, test):
        """Whether an address lies below another."""
        if base == test:
            return True
        if base[0] != test[0]:
            return False
        prefix = base[1]
        if prefix[-1:] != '/':
            prefix += '/'
        return test[1].startswith(prefix)


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """As HTTPPasswordMgr; the realm None is for all realms."""

    def find_user_password(self, realm, authuri):
        """User and password for an address."""
        user, password = HTTPPasswordMgr.find_user_password(self, realm, authuri)
        if user is not None:
            return user, password
        return HTTPPasswordMgr.find_user_password(self, None, authuri)


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """Knows where passwords are sent without being asked for."""

    def __init__(self):
        self.authenticated = {}
        super().__init__()

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        """Note a password."""
        self.update_authenticated(uri, is_authenticated)
        if realm is not None:
            super().add_password(None, uri, user, passwd)
        super().add_password(realm, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        """Note whether to send the password unasked."""
        if isinstance(uri, str):
            uri = [uri]
        for default_port in True, False:
            for u in uri:
                self.authenticated[self.reduce_uri(u, default_port)] = is_authenticated

    def is_authenticated(self, authuri):
        """Whether to send the password unasked."""
        for default_port in True, False:
            reduced = self.reduce_uri(authuri, default_port)
            for uri in self.authenticated:
                if self.is_suburi(uri, reduced):
                    return self.authenticated[uri]
        return None


class AbstractBasicAuthHandler:
    """Basic authentication."""

    rx = re.compile('(?:^|,)[ \t]*([^ \t,]+)[ \t]+realm=(["\']?)([^"\']*)\\2', re.I)

    def __init__(self, password_mgr=None):
        if password_mgr is None:
            password_mgr = HTTPPasswordMgr()
        self.passwd = password_mgr
        self.add_password = self.passwd.add_password

    def _parse_realm(self, header):
        found = False
        for match in AbstractBasicAuthHandler.rx.finditer(header):
            scheme, quote, realm = match.groups()
            if quote not in ['"', "'"]:
                warnings.warn('Basic Auth Realm was unquoted', UserWarning, 3)
            yield scheme, realm
            found = True
        if not found:
            yield (header.split()[0] if header else ''), None

    def http_error_auth_reqed(self, authreq, host, req, headers):
        """Answer a demand for a password."""
        headers = headers.get_all(authreq)
        if not headers:
            return None
        unsupported = None
        for header in headers:
            for scheme, realm in self._parse_realm(header):
                if scheme.lower() != 'basic':
                    unsupported = scheme
                    continue
                if realm is not None:
                    return self.retry_http_basic_auth(host, req, realm)
        if unsupported is not None:
            raise ValueError('AbstractBasicAuthHandler does not support the following scheme: '
                             '%r' % (unsupported,))

    def retry_http_basic_auth(self, host, req, realm):
        """Try again with the password."""
        user, pw = self.passwd.find_user_password(realm, host)
        if pw is None:
            return None
        raw = '%s:%s' % (user, pw)
        auth = 'Basic ' + base64.b64encode(raw.encode()).decode('ascii')
        if req.get_header(self.auth_header, None) == auth:
            return None
        req.add_unredirected_header(self.auth_header, auth)
        return self.parent.open(req, timeout=req.timeout)

    def http_request(self, req):
        """Send the password unasked, where that is wanted."""
        if (not hasattr(self.passwd, 'is_authenticated')
                or not self.passwd.is_authenticated(req.full_url)):
            return req
        if not req.has_header('Authorization'):
            user, passwd = self.passwd.find_user_password(None, req.full_url)
            credentials = '{0}:{1}'.format(user, passwd).encode()
            auth = base64.standard_b64encode(credentials).decode()
            req.add_unredirected_header('Authorization', 'Basic {}'.format(auth.strip()))
        return req

    def http_response(self, req, response):
        """Note whether the password was good."""
        if hasattr(self.passwd, 'is_authenticated'):
            self.passwd.update_authenticated(req.full_url, 200 <= response.code < 300)
        return response

    https_request = http_request
    https_response = http_response


_randombytes = os.urandom


class AbstractDigestAuthHandler:
    """Digest authentication (RFC 2617)."""

    def __init__(self, passwd=None):
        if passwd is None:
            passwd = HTTPPasswordMgr()
        self.passwd = passwd
        self.add_password = self.passwd.add_password
        self.retried = 0
        self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        """Begin to count anew."""
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        """Answer a demand for a password."""
        authreq = headers.get(auth_header, None)
        if self.retried > 5:
            raise HTTPError(req.full_url, 401, 'digest auth failed', headers, None)
        self.retried += 1
        if authreq:
            scheme = authreq.split()[0]
            if scheme.lower() == 'digest':
                return self.retry_http_digest_auth(req, authreq)
            if scheme.lower() != 'basic':
                raise ValueError('AbstractDigestAuthHandler does not support the following '
                                 "scheme: '%s'" % scheme)

    def retry_http_digest_auth(self, req, auth):
        """Try again with an answer to the challenge."""
        _, challenge = auth.split(' ', 1)
        chal = parse_keqv_list(filter(None, parse_http_list(challenge)))
        auth = self.get_authorization(req, chal)
        if auth:
            auth_val = 'Digest %s' % auth
            if req.headers.get(self.auth_header, None) == auth_val:
                return None
            req.add_unredirected_header(self.auth_header, auth_val)
            return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        """A number that is used once."""
        s = '%s:%s:%s:' % (self.nonce_count, nonce, time.ctime())
        data = s.encode('ascii') + _randombytes(8)
        return hashlib.sha1(data).hexdigest()[:16]

    def get_authorization(self, req, chal):
        """The answer to a challenge."""
        try:
            realm = chal['realm']
            nonce = chal['nonce']
            qop = chal.get('qop')
            algorithm = chal.get('algorithm', 'MD5')
            opaque = chal.get('opaque', None)
        except KeyError:
            return None
        H, KD = self.get_algorithm_impls(algorithm)
        if H is None:
            return None
        user, pw = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        entdig = self.get_entity_digest(req.data, chal) if req.data is not None else None
        A1 = '%s:%s:%s' % (user, realm, pw)
        A2 = '%s:%s' % (req.get_method(), req.selector)
        if qop is None:
            respdig = KD(H(A1), '%s:%s' % (nonce, H(A2)))
        elif 'auth' in qop.split(','):
            if nonce == self.last_nonce:
                self.nonce_count += 1
            else:
                self.nonce_count = 1
                self.last_nonce = nonce
            ncvalue = '%08x' % self.nonce_count
            cnonce = self.get_cnonce(nonce)
            noncebit = '%s:%s:%s:%s:%s' % (nonce, ncvalue, cnonce, 'auth', H(A2))
            respdig = KD(H(A1), noncebit)
        else:
            raise URLError('qop \'%s\' is not supported.' % qop)
        base = 'username="%s", realm="%s", nonce="%s", uri="%s", response="%s"' % (
            user, realm, nonce, req.selector, respdig)
        if opaque:
            base += ', opaque="%s"' % opaque
        if entdig:
            base += ', digest="%s"' % entdig
        base += ', algorithm="%s"' % algorithm
        if qop:
            base += ', qop=auth, nc=%s, cnonce="%s"' % (ncvalue, cnonce)
        return base

    def get_algorithm_impls(self, algorithm):
        """The two functions of an algorithm."""
        algorithm = algorithm.upper()
        if algorithm == 'MD5':
            def H(x):
                return hashlib.md5(x.encode('ascii')).hexdigest()
        elif algorithm == 'SHA':
            def H(x):
                return hashlib.sha1(x.encode('ascii')).hexdigest()
        elif algorithm == 'SHA-256':
            def H(x):
                return hashlib.sha256(x.encode('ascii')).hexdigest()
        else:
            raise ValueError('Unsupported digest authentication algorithm %r' % algorithm)
        return H, lambda s, d: H('%s:%s' % (s, d))

    def get_entity_digest(self, data, chal):
        """Data are not digested."""
        return None


def parse_keqv_list(l):
    """A dict of 'key=value' texts."""
    parsed = {}
    for element in l:
        key, value = element.split('=', 1)
        if value[0] == '"' and value[-1] == '"':
            value = value[1:-1]
        parsed[key] = value
    return parsed


def parse_http_list(s):
    """The items between commas that are not in quotes."""
    items = []
    item = ''
    escaped = quoted = False
    for c in s:
        if escaped:
            item += c
            escaped = False
            continue
        if quoted:
            if c == '\\':
                escaped = True
                continue
            if c == '"':
                quoted = False
            item += c
            continue
        if c == ',':
            items.append(item)
            item = ''
            continue
        if c == '"':
            quoted = True
        item += c
    if item:
        items.append(item)
    return [item.strip() for item in items]
