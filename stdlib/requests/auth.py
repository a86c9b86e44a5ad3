"""requests.auth: logging in."""

import hashlib
import os
import re
import threading
import time
from base64 import b64encode
from urllib.parse import urlparse

from .cookies import extract_cookies_to_jar
from .utils import parse_dict_header

CONTENT_TYPE_FORM_URLENCODED = 'application/x-www-form-urlencoded'
CONTENT_TYPE_MULTI_PART = 'multipart/form-data'


def _basic_auth_str(username, password):
    """The value of the header."""
    if not isinstance(username, (str, bytes)):
        username = str(username)
    if not isinstance(password, (str, bytes)):
        password = str(password)
    if isinstance(username, str):
        username = username.encode('latin1')
    if isinstance(password, str):
        password = password.encode('latin1')
    return 'Basic ' + b64encode(b':'.join((username, password))).strip().decode('ascii')


class AuthBase:
    """What logs in: called with a request, it returns it changed."""

    def __call__(self, r):
        raise NotImplementedError('Auth hooks must be callable.')


class HTTPBasicAuth(AuthBase):
    """Basic authentication."""

    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __eq__(self, other):
        return (self.username == getattr(other, 'username', None)
                and self.password == getattr(other, 'password', None))

    def __ne__(self, other):
        return not self == other

    def __call__(self, r):
        r.headers['Authorization'] = _basic_auth_str(self.username, self.password)
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    """Basic authentication with a proxy."""

    def __call__(self, r):
        r.headers['Proxy-Authorization'] = _basic_auth_str(self.username, self.password)
        return r


class HTTPDigestAuth(AuthBase):
    """Digest authentication."""

    def __init__(self, username, password):
        self.username = username
        self.password = password
        # Each thread answers its own challenges.
        self._thread_local = threading.local()

    def init_per_thread_state(self):
        """Begin, in this thread."""
        state = self._thread_local
        if not hasattr(state, 'init'):
            state.init = True
            state.last_nonce = ''
            state.nonce_count = 0
            state.chal = {}
            state.pos = None
            state.num_401_calls = None

    def build_digest_header(self, method, url):
        """The answer to the challenge; None if there is none."""
        state = self._thread_local
        realm = state.chal['realm']
        nonce = state.chal['nonce']
        qop = state.chal.get('qop')
        opaque = state.chal.get('opaque')
        algorithm = state.chal.get('algorithm')
        wanted = 'MD5' if algorithm is None else algorithm.upper()
        maker = {'MD5': hashlib.md5, 'MD5-SESS': hashlib.md5, 'SHA': hashlib.sha1,
                 'SHA-256': hashlib.sha256, 'SHA-512': hashlib.sha512}.get(wanted)
        if maker is None:
            return None

        def hashed(text):
            return maker(text.encode('utf-8')).hexdigest()

        parts = urlparse(url)
        path = parts.path or '/'
        if parts.query:
            path += f'?{parts.query}'
        ha1 = hashed(f'{self.username}:{realm}:{self.password}')
        ha2 = hashed(f'{method}:{path}')
        if nonce == state.last_nonce:
            state.nonce_count += 1
        else:
            state.nonce_count = 1
        ncvalue = f'{state.nonce_count:08x}'
        seed = (str(state.nonce_count) + nonce + time.ctime()).encode('utf-8') + os.urandom(8)
        cnonce = hashlib.sha1(seed).hexdigest()[:16]
        if wanted == 'MD5-SESS':
            ha1 = hashed(f'{ha1}:{nonce}:{cnonce}')
        if not qop:
            answer = hashed(f'{ha1}:{nonce}:{ha2}')
        elif qop == 'auth' or 'auth' in qop.split(','):
            answer = hashed(f'{ha1}:{nonce}:{ncvalue}:{cnonce}:auth:{ha2}')
        else:
            # auth-int is not supported.
            return None
        state.last_nonce = nonce
        base = (f'username="{self.username}", realm="{realm}", nonce="{nonce}", '
                f'uri="{path}", response="{answer}"')
        if opaque:
            base += f', opaque="{opaque}"'
        if algorithm:
            base += f', algorithm="{algorithm}"'
        if qop:
            base += f', qop="auth", nc={ncvalue}, cnonce="{cnonce}"'
        return f'Digest {base}'

    def handle_redirect(self, r, **kwargs):
        """A redirection begins anew."""
        if r.is_redirect:
            self._thread_local.num_401_calls = 1

    def handle_401(self, r, **kwargs):
        """Answer a demand, once."""
        state = self._thread_local
        if not 400 <= r.status_code < 500:
            state.num_401_calls = 1
            return r
        if state.pos is not None:
            r.request.body.seek(state.pos)
        demand = r.headers.get('www-authenticate', '')
        if 'digest' not in demand.lower() or state.num_401_calls >= 2:
            state.num_401_calls = 1
            return r
        state.num_401_calls += 1
        state.chal = parse_dict_header(re.sub('digest ', '', demand, count=1,
                                              flags=re.IGNORECASE))
        # Read the rest, so that the connection can be used again.
        r.content
        r.close()
        prep = r.request.copy()
        extract_cookies_to_jar(prep._cookies, r.request, r.raw)
        prep.prepare_cookies(prep._cookies)
        prep.headers['Authorization'] = self.build_digest_header(prep.method, prep.url)
        again = r.connection.send(prep, **kwargs)
        again.history.append(r)
        again.request = prep
        return again

    def __call__(self, r):
        self.init_per_thread_state()
        state = self._thread_local
        if state.last_nonce:
            r.headers['Authorization'] = self.build_digest_header(r.method, r.url)
        try:
            state.pos = r.body.tell()
        except AttributeError:
            state.pos = None
        r.register_hook('response', self.handle_401)
        r.register_hook('response', self.handle_redirect)
        state.num_401_calls = 1
        return r

    def __eq__(self, other):
        return (self.username == getattr(other, 'username', None)
                and self.password == getattr(other, 'password', None))

    def __ne__(self, other):
        return not self == other
