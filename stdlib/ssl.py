"""ssl: TLS for sockets, over rustls (native `_ssl`).

The engine there turns text into records and back; here the records are moved over sockets, so
that waiting is theirs. TLS 1.2 and 1.3 only. What rustls has no way to do raises
NotImplementedError that names it: ciphers by name, PSK, renegotiation, channel bindings, SNI
callbacks, keys with passwords.
"""

import os
import socket as _socket
import sys
from base64 import standard_b64decode, standard_b64encode
from collections import namedtuple
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, create_connection, socket

import _ssl
from _ssl_certificates import cert_time_to_seconds
from _ssl_connections import MemoryBIO, SSLObject, SSLSession, SSLSocket
from _ssl_names import (VerifyMode, TLSVersion, _SSLMethod, Options, VerifyFlags, SSLErrorNumber,
                        Purpose, SSLError, SSLZeroReturnError, SSLWantReadError,
                        SSLWantWriteError, SSLSyscallError, SSLEOFError, SSLCertVerificationError,
                        CertificateError, _ASN1Object, _unsupported, _translated)

HAS_SNI = HAS_ALPN = HAS_TLSv1_2 = HAS_TLSv1_3 = HAS_ECDH = True
HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = HAS_TLSv1 = HAS_TLSv1_1 = HAS_PSK = False
HAS_NEVER_CHECK_COMMON_NAME = True
CHANNEL_BINDING_TYPES = []
OPENSSL_VERSION = 'rustls (biji)'
OPENSSL_VERSION_INFO = (3, 0, 0, 0, 0)
OPENSSL_VERSION_NUMBER = 0x30000000
PEM_HEADER = '-----BEGIN CERTIFICATE-----'
PEM_FOOTER = '-----END CERTIFICATE-----'
socket_error = OSError

for _enum in (VerifyMode, _SSLMethod, Options, VerifyFlags, SSLErrorNumber):
    globals().update(_enum.__members__)
del _enum

# ---- certificates of authorities ------------------------------------------------------------------

DefaultVerifyPaths = namedtuple(
    'DefaultVerifyPaths',
    'cafile capath openssl_cafile_env openssl_cafile openssl_capath_env openssl_capath')

_BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt',
            '/etc/ssl/cert.pem', '/etc/ssl/ca-bundle.pem',
            '/usr/local/share/certs/ca-root-nss.crt', '/opt/homebrew/etc/openssl@3/cert.pem']


def get_default_verify_paths():
    """Where the certificates of authorities are looked for."""
    bundle = next((path for path in _BUNDLES if os.path.isfile(path)), None)
    cafile = os.environ.get('SSL_CERT_FILE', bundle)
    capath = os.environ.get('SSL_CERT_DIR', '/etc/ssl/certs')
    return DefaultVerifyPaths(cafile if cafile and os.path.isfile(cafile) else None,
                              capath if os.path.isdir(capath) else None,
                              'SSL_CERT_FILE', bundle or _BUNDLES[0], 'SSL_CERT_DIR',
                              '/etc/ssl/certs')


# ---- contexts -------------------------------------------------------------------------------------

class SSLContext:
    """Settings of connections."""

    sslsocket_class = None
    sslobject_class = None

    def __new__(cls, protocol=None, *args, **kwargs):
        self = object.__new__(cls)
        if protocol is None:
            import warnings
            warnings.warn('ssl.SSLContext() without protocol argument is deprecated.',
                          category=DeprecationWarning, stacklevel=2)
            protocol = PROTOCOL_TLS
        try:
            self._protocol = _SSLMethod(protocol)
        except ValueError:
            raise ValueError(f'invalid or unsupported protocol version {protocol}') from None
        if protocol in (PROTOCOL_TLSv1, PROTOCOL_TLSv1_1):
            raise _unsupported(self._protocol.name)
        if protocol == PROTOCOL_TLS:
            import warnings
            warnings.warn('ssl.PROTOCOL_TLS is deprecated', DeprecationWarning, stacklevel=2)
        is_client = protocol == PROTOCOL_TLS_CLIENT
        self._verify_mode = CERT_REQUIRED if is_client else CERT_NONE
        self._check_hostname = is_client
        self._roots = []
        self._builtin = False
        self._chain = []
        self._key = None
        self._alpn = []
        self._minimum = TLSVersion.TLSv1_2
        self._maximum = TLSVersion.TLSv1_2 if protocol == PROTOCOL_TLSv1_2 \
            else TLSVersion.MAXIMUM_SUPPORTED
        self._options = Options(0x82520050)
        self._flags = VerifyFlags.VERIFY_X509_TRUSTED_FIRST
        self.post_handshake_auth = False
        self.keylog_filename = None
        self.num_tickets = 2
        return self

    def __init__(self, protocol=None):
        pass

    @property
    def protocol(self):
        """What it is for."""
        return self._protocol

    @property
    def verify_mode(self):
        """Whether the other side must show a good certificate."""
        return self._verify_mode

    @verify_mode.setter
    def verify_mode(self, value):
        value = VerifyMode(value)
        if value == CERT_NONE and self._check_hostname:
            raise ValueError('Cannot set verify_mode to CERT_NONE when check_hostname is '
                             'enabled.')
        self._verify_mode = value

    @property
    def check_hostname(self):
        """Whether the certificate must be for the name that was connected to."""
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, value):
        value = bool(value)
        if value and self._verify_mode == CERT_NONE:
            self._verify_mode = CERT_REQUIRED
        self._check_hostname = value

    @property
    def minimum_version(self):
        """The oldest version that is spoken."""
        return self._minimum

    @minimum_version.setter
    def minimum_version(self, value):
        self._minimum = TLSVersion(value)

    @property
    def maximum_version(self):
        """The newest version that is spoken."""
        return self._maximum

    @maximum_version.setter
    def maximum_version(self, value):
        self._maximum = TLSVersion(value)

    @property
    def options(self):
        """The options."""
        return self._options

    @options.setter
    def options(self, value):
        self._options = Options(value)

    @property
    def verify_flags(self):
        """The flags of checking."""
        return self._flags

    @verify_flags.setter
    def verify_flags(self, value):
        self._flags = VerifyFlags(value)

    @property
    def hostname_checks_common_name(self):
        """Never: names are those of subjectAltName."""
        return False

    @hostname_checks_common_name.setter
    def hostname_checks_common_name(self, value):
        if value:
            raise _unsupported('checking the common name')

    @property
    def sni_callback(self):
        """None."""
        return None

    @sni_callback.setter
    def sni_callback(self, value):
        if value is not None:
            raise _unsupported('sni_callback')

    @property
    def security_level(self):
        """The level that rustls amounts to."""
        return 2

    def _range(self):
        oldest, newest = 12, 13
        if self._minimum == TLSVersion.TLSv1_3:
            oldest = 13
        if 0 < self._maximum < TLSVersion.TLSv1_3:
            newest = 12 if self._maximum == TLSVersion.TLSv1_2 else 0
        if self._options & Options.OP_NO_TLSv1_3:
            newest = min(newest, 12)
        if self._options & Options.OP_NO_TLSv1_2:
            oldest = 13
        if oldest > newest:
            raise SSLError(1, '[SSL: NO_PROTOCOLS_AVAILABLE] no protocols available '
                           '(_ssl.c:1020)')
        return oldest, newest

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        """Trust the authorities of a file, of a folder or of data."""
        if cafile is None and capath is None and cadata is None:
            raise TypeError('cafile, capath and cadata cannot be all omitted')
        if cafile is not None:
            found = _pem_certificates(_contents(cafile))
            if not found:
                raise SSLError(136, '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl '
                               'found (_ssl.c:4166)')
            self._roots += found
        if capath is not None:
            if os.path.isdir(capath):
                for name in os.listdir(capath):
                    try:
                        with open(os.path.join(capath, name), 'rb') as f:
                            self._roots += _pem_certificates(f.read())
                    except OSError:
                        continue
        if cadata is not None:
            if isinstance(cadata, str):
                found = _pem_certificates(cadata.encode('ascii'))
                if not found:
                    raise SSLError(0, 'no start line: cadata does not contain a certificate '
                                   '(_ssl.c:4035)')
            else:
                found = [bytes(cadata)]
                try:
                    import _ssl_certificates
                    _ssl_certificates.decode(found[0])
                except (ValueError, IndexError):
                    raise SSLError(0, 'not enough data: cadata does not contain a certificate '
                                   '(_ssl.c:4035)') from None
            self._roots += found
        self._roots = list(dict.fromkeys(self._roots))

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        """Trust the authorities of the system, or those that are built in."""
        if not isinstance(purpose, Purpose):
            raise TypeError(purpose)
        self.set_default_verify_paths()

    def set_default_verify_paths(self):
        """Trust the authorities of the system, or those that are built in."""
        paths = get_default_verify_paths()
        if paths.cafile:
            self.load_verify_locations(paths.cafile)
        else:
            self._builtin = True

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        """Use a certificate, and the key to it."""
        data = _contents(certfile)
        chain = _pem_certificates(data)
        if not chain:
            raise SSLError(9, '[SSL] PEM lib (_ssl.c:3908)')
        if keyfile is not None:
            data = _contents(keyfile)
        if b'ENCRYPTED' in data:
            raise _unsupported('a private key with a password')
        key = _ssl.private_key(data)
        if key is None:
            raise SSLError(9, '[SSL] PEM lib (_ssl.c:3908)')
        self._chain, self._key = chain, key

    def set_alpn_protocols(self, alpn_protocols):
        """Protocols to choose from, the best first."""
        names = []
        for protocol in alpn_protocols:
            name = bytes(protocol, 'ascii')
            if not 0 < len(name) < 256:
                raise SSLError('ALPN protocols must be 1 to 255 in length')
            names.append(name)
        self._alpn = names

    def set_npn_protocols(self, npn_protocols):
        """NPN is no more."""
        raise _unsupported('NPN')

    def set_ciphers(self, ciphers):
        """The usual words (DEFAULT, HIGH …) are accepted: rustls has nothing but good ciphers."""
        words = set(ciphers.replace(',', ':').split(':'))
        usual = {'DEFAULT', 'ALL', 'HIGH', 'ECDHE+AESGCM', 'ECDHE+CHACHA20'}
        if not any(word in usual or word.startswith('DEFAULT@') for word in words):
            raise _unsupported(f'set_ciphers({ciphers!r})')

    def get_ciphers(self):
        """The ciphers are those of rustls."""
        raise _unsupported('get_ciphers')

    def set_ecdh_curve(self, name):
        """Curves cannot be chosen."""
        raise _unsupported('set_ecdh_curve')

    def load_dh_params(self, path):
        """There is no plain Diffie-Hellman."""
        raise _unsupported('load_dh_params')

    def set_servername_callback(self, callback):
        """Callbacks are not called."""
        self.sni_callback = callback

    def set_psk_client_callback(self, callback):
        """There is no PSK."""
        raise _unsupported('PSK')

    def set_psk_server_callback(self, callback, identity_hint=None):
        """There is no PSK."""
        raise _unsupported('PSK')

    def get_ca_certs(self, binary_form=False):
        """The authorities that were loaded."""
        if binary_form:
            return list(self._roots)
        import _ssl_certificates
        return [_ssl_certificates.decode(der) for der in self._roots]

    def cert_store_stats(self):
        """How many certificates were loaded."""
        count = len(self._roots) + (_ssl.builtin_roots() if self._builtin else 0)
        return {'x509': count, 'crl': 0, 'x509_ca': count}

    def session_stats(self):
        """Sessions are not counted."""
        raise _unsupported('session_stats')

    def _engine(self, server_side, server_hostname):
        try:
            if server_side:
                if self._protocol == PROTOCOL_TLS_CLIENT:
                    raise SSLError(1, '[SSL: CALLED_A_FUNCTION_YOU_SHOULD_NOT_CALL] called a '
                                   'function you should not call (_ssl.c:1020)')
                return _ssl.server(self._chain, self._key, self._roots, int(self._verify_mode),
                                   self._alpn, *self._range())
            if self._protocol == PROTOCOL_TLS_SERVER:
                raise ValueError('Cannot create a client socket with a PROTOCOL_TLS_SERVER '
                                 'context')
            return _ssl.client(server_hostname, self._roots, self._builtin,
                               self._verify_mode != CERT_NONE, self._check_hostname,
                               self._chain, self._key, self._alpn, *self._range())
        except _ssl.EngineError as err:
            if err.args[0] == 'server name':
                raise ValueError(f'invalid server_hostname {server_hostname!r}') from None
            raise _translated(err) from None

    def _checked_name(self, server_hostname, server_side):
        if server_side:
            if server_hostname is not None:
                raise ValueError('server_hostname can only be specified in client mode')
            return None
        if server_hostname is None:
            if self._check_hostname:
                raise ValueError('check_hostname requires server_hostname')
            return None
        if isinstance(server_hostname, (bytes, bytearray)):
            server_hostname = bytes(server_hostname).decode('ascii')
        if not server_hostname or server_hostname.startswith('.'):
            raise ValueError('server_hostname cannot be an empty string or start with a leading '
                             'dot.')
        if not server_hostname.isascii():
            server_hostname = server_hostname.encode('idna').decode('ascii')
        return server_hostname

    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True,
                    suppress_ragged_eofs=True, server_hostname=None, session=None):
        """A socket that encrypts, in place of one that does not."""
        return self.sslsocket_class._create(
            sock=sock, server_side=server_side,
            do_handshake_on_connect=do_handshake_on_connect,
            suppress_ragged_eofs=suppress_ragged_eofs, server_hostname=server_hostname,
            context=self, session=session)

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None,
                 session=None):
        """A connection over two MemoryBIO objects."""
        return self.sslobject_class._create(incoming, outgoing, server_side, server_hostname,
                                            self, session)

    def __reduce__(self):
        raise TypeError(f'cannot pickle {self.__class__.__name__!r} object')


def _contents(path):
    """The bytes of a file; OpenSSL's errors name none."""
    try:
        with open(path, 'rb') as f:
            return f.read()
    except OSError as err:
        raise OSError(err.errno, err.strerror) from None


def _pem_certificates(data):
    try:
        return _ssl.certificates(data)
    except _ssl.EngineError:
        return []


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None,
                           cadata=None):
    """A context with good settings."""
    if not isinstance(purpose, Purpose):
        raise TypeError(purpose)
    if purpose == Purpose.SERVER_AUTH:
        context = SSLContext(PROTOCOL_TLS_CLIENT)
        context.verify_mode = CERT_REQUIRED
        context.check_hostname = True
    else:
        context = SSLContext(PROTOCOL_TLS_SERVER)
    context.verify_flags |= (VerifyFlags.VERIFY_X509_PARTIAL_CHAIN
                             | VerifyFlags.VERIFY_X509_STRICT)
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    return context


def _create_unverified_context(protocol=None, *, cert_reqs=CERT_NONE, check_hostname=False,
                               purpose=Purpose.SERVER_AUTH, certfile=None, keyfile=None,
                               cafile=None, capath=None, cadata=None):
    """A context that believes everything."""
    if protocol is None:
        protocol = PROTOCOL_TLS_CLIENT if purpose == Purpose.SERVER_AUTH \
            else PROTOCOL_TLS_SERVER
    context = SSLContext(protocol)
    context.check_hostname = check_hostname
    context.verify_mode = cert_reqs
    if check_hostname:
        context.check_hostname = True
    if keyfile and not certfile:
        raise ValueError('certfile must be specified')
    if certfile or keyfile:
        context.load_cert_chain(certfile, keyfile)
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    return context


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context


SSLContext.sslsocket_class = SSLSocket
SSLContext.sslobject_class = SSLObject


# ---- helpers --------------------------------------------------------------------------------------

def DER_cert_to_PEM_cert(der_cert_bytes):
    """A certificate in PEM."""
    text = str(standard_b64encode(der_cert_bytes), 'ASCII', 'strict')
    lines = [text[at:at + 64] for at in range(0, len(text), 64)]
    return '\n'.join([PEM_HEADER, *lines, PEM_FOOTER]) + '\n'


def PEM_cert_to_DER_cert(pem_cert_string):
    """A certificate in DER."""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError('Invalid PEM encoding; must start with %s' % PEM_HEADER)
    if not pem_cert_string.strip().endswith(PEM_FOOTER):
        raise ValueError('Invalid PEM encoding; must end with %s' % PEM_FOOTER)
    inner = pem_cert_string.strip()[len(PEM_HEADER):-len(PEM_FOOTER)]
    return standard_b64decode(inner.encode('ASCII', 'strict'))


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS_CLIENT, ca_certs=None,
                           timeout=_socket._GLOBAL_DEFAULT_TIMEOUT):
    """The certificate of a server, in PEM."""
    host, port = addr
    context = _create_stdlib_context(ssl_version, cafile=ca_certs,
                                     cert_reqs=CERT_REQUIRED if ca_certs else CERT_NONE)
    with create_connection(addr, timeout=timeout) as sock:
        with context.wrap_socket(sock, server_hostname=host) as wrapped:
            return DER_cert_to_PEM_cert(wrapped.getpeercert(True))


def get_protocol_name(protocol_code):
    """The name of a protocol's number."""
    names = {member.value: name for name, member in _SSLMethod.__members__.items()}
    return names.get(protocol_code, '<unknown>')


def RAND_bytes(num):
    """Bytes that nobody can guess."""
    return os.urandom(num)


def RAND_status():
    """The system always has enough randomness."""
    return True


def RAND_add(string, entropy):
    """The system needs none."""
