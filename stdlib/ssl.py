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
from enum import Enum as _Enum, IntEnum as _IntEnum, IntFlag as _IntFlag
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, create_connection, socket

import _ssl

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


class VerifyMode(_IntEnum):
    """Whether the other side must show a certificate."""

    CERT_NONE = 0
    CERT_OPTIONAL = 1
    CERT_REQUIRED = 2


class TLSVersion(_IntEnum):
    """Versions of the protocol."""

    MINIMUM_SUPPORTED = -2
    SSLv3 = 768
    TLSv1 = 769
    TLSv1_1 = 770
    TLSv1_2 = 771
    TLSv1_3 = 772
    MAXIMUM_SUPPORTED = -1


class _SSLMethod(_IntEnum):
    """What a context is for."""

    PROTOCOL_TLS = 2
    PROTOCOL_SSLv23 = 2
    PROTOCOL_TLSv1 = 3
    PROTOCOL_TLSv1_1 = 4
    PROTOCOL_TLSv1_2 = 5
    PROTOCOL_TLS_CLIENT = 16
    PROTOCOL_TLS_SERVER = 17


class Options(_IntFlag):
    """Options, kept as they are set; of these only OP_NO_TLSv1_2 and OP_NO_TLSv1_3 matter."""

    OP_ALL = 0x80000050
    OP_NO_SSLv2 = 0
    OP_NO_SSLv3 = 0x2000000
    OP_NO_TLSv1 = 0x4000000
    OP_NO_TLSv1_1 = 0x10000000
    OP_NO_TLSv1_2 = 0x8000000
    OP_NO_TLSv1_3 = 0x20000000
    OP_CIPHER_SERVER_PREFERENCE = 0x400000
    OP_SINGLE_DH_USE = 0
    OP_SINGLE_ECDH_USE = 0
    OP_NO_COMPRESSION = 0x20000
    OP_NO_TICKET = 0x4000
    OP_NO_RENEGOTIATION = 0x40000000
    OP_ENABLE_MIDDLEBOX_COMPAT = 0x100000
    OP_IGNORE_UNEXPECTED_EOF = 0x80
    OP_LEGACY_SERVER_CONNECT = 4


class VerifyFlags(_IntFlag):
    """How certificates are checked; kept as they are set."""

    VERIFY_DEFAULT = 0
    VERIFY_CRL_CHECK_LEAF = 4
    VERIFY_CRL_CHECK_CHAIN = 12
    VERIFY_X509_STRICT = 32
    VERIFY_ALLOW_PROXY_CERTS = 64
    VERIFY_X509_TRUSTED_FIRST = 32768
    VERIFY_X509_PARTIAL_CHAIN = 524288


class SSLErrorNumber(_IntEnum):
    """The numbers of errors."""

    SSL_ERROR_SSL = 1
    SSL_ERROR_WANT_READ = 2
    SSL_ERROR_WANT_WRITE = 3
    SSL_ERROR_WANT_X509_LOOKUP = 4
    SSL_ERROR_SYSCALL = 5
    SSL_ERROR_ZERO_RETURN = 6
    SSL_ERROR_WANT_CONNECT = 7
    SSL_ERROR_EOF = 8
    SSL_ERROR_INVALID_ERROR_CODE = 10


for _enum in (VerifyMode, _SSLMethod, Options, VerifyFlags, SSLErrorNumber):
    globals().update(_enum.__members__)
del _enum

_ASN1Object = namedtuple('_ASN1Object', 'nid shortname longname oid')


class Purpose(_Enum):
    """What a certificate is for."""

    SERVER_AUTH = _ASN1Object(129, 'serverAuth', 'TLS Web Server Authentication',
                              '1.3.6.1.5.5.7.3.1')
    CLIENT_AUTH = _ASN1Object(130, 'clientAuth', 'TLS Web Client Authentication',
                              '1.3.6.1.5.5.7.3.2')


# ---- errors ---------------------------------------------------------------------------------------

class SSLError(OSError):
    """TLS failed; `reason` and `library` say where."""

    library = None
    reason = None

    def __str__(self):
        return str(self.strerror if self.strerror is not None else self.args)


class SSLZeroReturnError(SSLError):
    """The other side has said goodbye."""


class SSLWantReadError(SSLError):
    """Try again when there is something to read."""


class SSLWantWriteError(SSLError):
    """Try again when writing is possible."""


class SSLSyscallError(SSLError):
    """The system failed."""


class SSLEOFError(SSLError):
    """The connection ended without a goodbye."""


class SSLCertVerificationError(SSLError, ValueError):
    """The certificate is not good."""

    verify_code = None
    verify_message = None


CertificateError = SSLCertVerificationError
SSLError.__module__ = 'ssl'

# The engine's words for a fault; OpenSSL's number and words for it.
_VERIFY = {
    'expired': (10, 'certificate has expired'),
    'not yet valid': (9, 'certificate is not yet valid'),
    'unknown issuer': (20, 'unable to get local issuer certificate'),
    'revoked': (23, 'certificate revoked'),
    'signature': (7, 'certificate signature failure'),
    'certificate': (1, 'unspecified certificate verification error'),
}
_REASONS = {
    'not tls': 'WRONG_VERSION_NUMBER', 'no certificate': 'PEER_DID_NOT_RETURN_A_CERTIFICATE',
    'incompatible': 'NO_PROTOCOLS_AVAILABLE', 'decrypt': 'DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    'no shared cipher': 'NO_SHARED_CIPHER',
}
_ALERTS = {
    'UnknownCA': 'TLSV1_ALERT_UNKNOWN_CA', 'BadCertificate': 'SSLV3_ALERT_BAD_CERTIFICATE',
    'HandshakeFailure': 'SSLV3_ALERT_HANDSHAKE_FAILURE',
    'CertificateUnknown': 'SSLV3_ALERT_CERTIFICATE_UNKNOWN',
    'CertificateExpired': 'SSLV3_ALERT_CERTIFICATE_EXPIRED',
    'ProtocolVersion': 'TLSV1_ALERT_PROTOCOL_VERSION',
    'CertificateRequired': 'TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'DecryptError': 'TLSV1_ALERT_DECRYPT_ERROR', 'InternalError': 'TLSV1_ALERT_INTERNAL_ERROR',
    'NoApplicationProtocol': 'TLSV1_ALERT_NO_APPLICATION_PROTOCOL',
    'UnrecognisedName': 'TLSV1_UNRECOGNIZED_NAME',
}


def _translated(error, name=None, self_signed=False):
    """The exception for an error of the engine."""
    kind, text = error.args
    if kind in _VERIFY or kind == 'name':
        if kind == 'name':
            what = 'IP address' if _is_ip(name) else 'Hostname'
            code = 64 if what == 'IP address' else 62
            message = f"{what} mismatch, certificate is not valid for '{name}'."
        else:
            code, message = _VERIFY[kind]
            if self_signed and kind in ('unknown issuer', 'certificate'):
                code, message = 18, 'self-signed certificate'
        made = SSLCertVerificationError(
            1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: '
            f'{message} (_ssl.c:1020)')
        made.verify_code, made.verify_message = code, message
        made.reason = 'CERTIFICATE_VERIFY_FAILED'
    elif kind == 'eof':
        made = SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of '
                           'protocol (_ssl.c:1020)')
        made.reason = 'UNEXPECTED_EOF_WHILE_READING'
    else:
        reason = _REASONS.get(kind)
        if kind == 'alert':
            reason = _ALERTS.get(text.rsplit(' ', 1)[-1])
        if reason:
            words = reason.lower().replace('_', ' ')
            made = SSLError(1, f'[SSL: {reason}] {words} (_ssl.c:1020)')
            made.reason = reason
        else:
            made = SSLError(1, f'[SSL] {text} (_ssl.c:1020)')
    made.library = 'SSL'
    return made


def _is_ip(name):
    for family in (_socket.AF_INET, _socket.AF_INET6):
        try:
            _socket.inet_pton(family, name)
            return True
        except (OSError, TypeError):
            pass
    return False


def _unsupported(what):
    return NotImplementedError(f'{what} is not supported by rustls')


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


# ---- connections ----------------------------------------------------------------------------------

class MemoryBIO:
    """Bytes that are written at one end and read at the other."""

    def __init__(self):
        self._data = bytearray()
        self._eof = False

    @property
    def pending(self):
        """How many bytes there are."""
        return len(self._data)

    @property
    def eof(self):
        """Whether all has been read, and nothing will come."""
        return self._eof and not self._data

    def read(self, size=-1):
        """Read bytes."""
        if size is None or size < 0:
            size = len(self._data)
        data = bytes(self._data[:size])
        del self._data[:size]
        return data

    def write(self, b):
        """Write bytes."""
        if self._eof:
            raise SSLError('cannot write() after write_eof()')
        b = bytes(b)
        self._data += b
        return len(b)

    def write_eof(self):
        """Nothing more will be written."""
        self._eof = True


class SSLSession:
    """A session; they cannot be made by hand."""

    def __init__(self):
        raise TypeError("cannot create 'ssl.SSLSession' instances")


# The names that OpenSSL gives to the suites of TLS 1.2.
def _cipher_name(suite):
    if suite.startswith('TLS13_'):
        return 'TLS_' + suite[6:]
    name = suite.removeprefix('TLS_').replace('_WITH_', '_').replace('AES_', 'AES')
    name = name.replace('CHACHA20_POLY1305_SHA256', 'CHACHA20_POLY1305')
    return name.replace('_', '-')


class _Connection:
    """What sockets and objects know about a connection, given its engine."""

    def getpeercert(self, binary_form=False):
        """The other side's certificate: a dict, or DER; None if it has shown none."""
        self._check_connected()
        if self._engine.handshaking:
            raise ValueError('handshake not done yet')
        chain = self._engine.peer
        if not chain:
            return None
        if binary_form:
            return chain[0]
        if self.context.verify_mode == CERT_NONE:
            return {}
        import _ssl_certificates
        return _ssl_certificates.decode(chain[0])

    def get_unverified_chain(self):
        """The certificates that the other side has shown, in DER."""
        return list(self._engine.peer)

    def get_verified_chain(self):
        """The chain to the authority is not told."""
        raise _unsupported('get_verified_chain')

    def version(self):
        """The version that is spoken."""
        return self._engine.version if self._engine is not None else None

    def cipher(self):
        """Name of the cipher, version of the protocol, bits of the key."""
        suite = self._engine.cipher if self._engine is not None else None
        if suite is None:
            return None
        bits = 128 if '128' in suite and 'CHACHA' not in suite else 256
        return _cipher_name(suite), self._engine.version, bits

    def shared_ciphers(self):
        """Not told."""
        return None

    def compression(self):
        """None, always."""
        return None

    def selected_alpn_protocol(self):
        """The protocol that was agreed on."""
        return self._engine.alpn if self._engine is not None else None

    def selected_npn_protocol(self):
        """None, always."""
        return None

    def get_channel_binding(self, cb_type='tls-unique'):
        """Channel bindings are not supported."""
        raise ValueError('{0} channel binding type not implemented'.format(cb_type))

    def verify_client_post_handshake(self):
        """Not supported."""
        raise _unsupported('post-handshake authentication')

    @property
    def session(self):
        """None: sessions are the engine's own affair."""
        return None

    @session.setter
    def session(self, session):
        raise _unsupported('setting a session')

    @property
    def session_reused(self):
        """Not told."""
        return False

    def _check_dates(self):
        """Those of a certificate that is trusted by itself, which the engine has not checked."""
        shown, is_trusted_itself = self._engine.shown
        if not is_trusted_itself:
            return
        import time
        import _ssl_certificates
        found = _ssl_certificates.decode(shown)
        now = time.time()
        if now < cert_time_to_seconds(found['notBefore']):
            self._raise(_ssl.EngineError('not yet valid', ''))
        if now > cert_time_to_seconds(found['notAfter']):
            self._raise(_ssl.EngineError('expired', ''))

    def _raise(self, err):
        signed = False
        shown = self._engine.shown[0]
        if err.args[0] in ('unknown issuer', 'certificate') and shown:
            import _ssl_certificates
            signed = _ssl_certificates.is_self_signed(shown)
        raise _translated(err, self.server_hostname, signed) from None


class SSLSocket(_Connection, socket):
    """A socket that encrypts."""

    def __init__(self, *args, **kwargs):
        raise TypeError(f'{self.__class__.__name__} does not have a public constructor. '
                        'Instances are returned by SSLContext.wrap_socket().')

    @classmethod
    def _create(cls, sock, server_side=False, do_handshake_on_connect=True,
                suppress_ragged_eofs=True, server_hostname=None, context=None, session=None):
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError('only stream sockets are supported')
        if session is not None:
            raise _unsupported('setting a session')
        server_hostname = context._checked_name(server_hostname, server_side)
        timeout = sock.gettimeout()
        self = cls.__new__(cls, sock.family, sock.type, sock.proto, sock.fileno())
        socket.__init__(self, sock.family, sock.type, sock.proto, sock.fileno())
        sock.detach()
        self._context = context
        self._engine = None
        self.server_side = server_side
        self.server_hostname = server_hostname
        self.do_handshake_on_connect = do_handshake_on_connect
        self.suppress_ragged_eofs = suppress_ragged_eofs
        self.settimeout(timeout)
        try:
            self.getpeername()
        except OSError:
            # A listening socket, or one that will connect.
            return self
        try:
            self._engine = context._engine(server_side, server_hostname)
            if do_handshake_on_connect:
                if timeout == 0.0:
                    raise ValueError('do_handshake_on_connect should not be specified for '
                                     'non-blocking sockets')
                self.do_handshake()
        except:
            self.close()
            raise
        return self

    @property
    def context(self):
        """The settings."""
        return self._context

    @context.setter
    def context(self, context):
        self._context = context

    def _check_connected(self):
        if self._engine is None:
            self.getpeername()
            raise ValueError('no SSL wrapper around ' + str(self))

    def dup(self):
        """The state of a connection cannot be copied."""
        raise NotImplementedError("Can't dup() %s instances" % self.__class__.__name__)

    # ---- moving records --------------------------------------------------------------------

    def _flush(self):
        """Send what the engine has to send."""
        out = self._engine.output()
        if out:
            # Records that are begun must be finished, also on sockets that never wait.
            timeout = self.gettimeout()
            if timeout == 0:
                try:
                    socket.settimeout(self, 30)
                    socket.sendall(self, out)
                finally:
                    socket.settimeout(self, 0)
            else:
                socket.sendall(self, out)

    def _fill(self):
        """Take what has come; False at the end."""
        try:
            data = socket.recv(self, 16384 + 512)
        except BlockingIOError:
            raise SSLWantReadError(2, 'The operation did not complete (read) '
                                   '(_ssl.c:2580)') from None
        except TimeoutError:
            word = 'handshake' if self._engine.handshaking else 'read'
            raise TimeoutError(f'_ssl.c:1011: The {word} operation timed out'
                               if word == 'handshake'
                               else 'The read operation timed out') from None
        if not data:
            self._engine.eof()
            return False
        try:
            self._engine.feed(data)
        except _ssl.EngineError as err:
            try:
                # The other side is told what is wrong.
                self._flush()
            except OSError:
                pass
            self._raise(err)
        return True

    def do_handshake(self, block=False):
        """Agree on keys."""
        self._check_connected()
        while self._engine.handshaking:
            self._flush()
            if self._engine.handshaking and not self._fill():
                raise SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in '
                                  'violation of protocol (_ssl.c:1020)')
        self._check_dates()
        self._flush()

    def read(self, len=1024, buffer=None):
        """Read text."""
        self._check_connected()
        if len == 0 and buffer is None:
            return b''
        try:
            data = self._read(len if len and len > 0 else
                              memoryview(buffer).nbytes if buffer is not None else 1024)
        except SSLEOFError:
            if not self.suppress_ragged_eofs:
                raise
            data = b''
        if buffer is None:
            return data
        memoryview(buffer).cast('B')[:_length(data)] = data
        return _length(data)

    def _read(self, size):
        if self._engine.handshaking:
            self.do_handshake()
        while True:
            try:
                data = self._engine.read(size)
            except _ssl.EngineError as err:
                self._raise(err)
            if data is not None:
                return data
            self._fill()
            self._flush()

    def write(self, data):
        """Write text; how many bytes."""
        self._check_connected()
        if self._engine.handshaking:
            self.do_handshake()
        with memoryview(data) as view, view.cast('B') as flat:
            sent = self._engine.write(flat[:1 << 20])
        self._flush()
        return sent

    def pending(self):
        """How much has come that can be read at once is not told."""
        self._check_connected()
        return 0

    def recv(self, buflen=1024, flags=0):
        """Receive text."""
        if self._engine is None:
            return socket.recv(self, buflen, flags)
        self._check_flags(flags, 'recv')
        return self.read(buflen)

    def recv_into(self, buffer, nbytes=None, flags=0):
        """Receive text into a buffer."""
        if self._engine is None:
            return socket.recv_into(self, buffer, nbytes or 0, flags)
        self._check_flags(flags, 'recv_into')
        if not nbytes:
            nbytes = memoryview(buffer).nbytes or 1024
        return self.read(nbytes, buffer)

    def send(self, data, flags=0):
        """Send text; how many bytes."""
        if self._engine is None:
            return socket.send(self, data, flags)
        self._check_flags(flags, 'send')
        return self.write(data)

    def sendall(self, data, flags=0):
        """Send all of a text."""
        if self._engine is None:
            return socket.sendall(self, data, flags)
        self._check_flags(flags, 'sendall')
        with memoryview(data) as view, view.cast('B') as flat:
            at = 0
            while at < flat.nbytes:
                at += self.write(flat[at:])

    def _check_flags(self, flags, name):
        if flags != 0:
            raise ValueError(f'non-zero flags not allowed in calls to {name}() on '
                             f'{self.__class__}')

    def sendfile(self, file, offset=0, count=None):
        """Send a file."""
        return socket.sendfile(self, file, offset, count)

    def _no_datagrams(self, name):
        if self._engine is not None:
            raise ValueError(f'{name} not allowed on instances of {self.__class__}')

    def sendto(self, data, flags_or_addr, addr=None):
        """Not for connections."""
        self._no_datagrams('sendto')
        if addr is None:
            return socket.sendto(self, data, flags_or_addr)
        return socket.sendto(self, data, flags_or_addr, addr)

    def recvfrom(self, buflen=1024, flags=0):
        """Not for connections."""
        self._no_datagrams('recvfrom')
        return socket.recvfrom(self, buflen, flags)

    def recvfrom_into(self, buffer, nbytes=None, flags=0):
        """Not for connections."""
        self._no_datagrams('recvfrom_into')
        return socket.recvfrom_into(self, buffer, nbytes or 0, flags)

    def sendmsg(self, *args, **kwargs):
        """Not for connections."""
        raise NotImplementedError('sendmsg not allowed on instances of %s' % self.__class__)

    def recvmsg(self, *args, **kwargs):
        """Not for connections."""
        raise NotImplementedError('recvmsg not allowed on instances of %s' % self.__class__)

    def recvmsg_into(self, *args, **kwargs):
        """Not for connections."""
        raise NotImplementedError('recvmsg_into not allowed on instances of %s'
                                  % self.__class__)

    # ---- beginning and end -----------------------------------------------------------------

    def connect(self, addr):
        """Connect, and agree on keys."""
        self._connect(addr, socket.connect)

    def connect_ex(self, addr):
        """Connect; an error is returned as its number."""
        return self._connect(addr, socket.connect_ex)

    def _connect(self, addr, how):
        if self.server_side:
            raise ValueError("can't connect in server-side mode")
        if self._engine is not None:
            raise ValueError('attempt to connect already-connected SSLSocket!')
        result = how(self, addr)
        if not result:
            self._engine = self._context._engine(False, self.server_hostname)
            if self.do_handshake_on_connect:
                self.do_handshake()
        return result

    def accept(self):
        """Wait for a connection, which encrypts."""
        made, address = super().accept()
        made = self.context.wrap_socket(
            made, do_handshake_on_connect=self.do_handshake_on_connect,
            suppress_ragged_eofs=self.suppress_ragged_eofs, server_side=True)
        return made, address

    def unwrap(self):
        """Say goodbye, and go on without encryption: the same socket."""
        self._check_connected()
        self._engine.close()
        self._flush()
        try:
            while self._engine.read(16384) != b'':
                if not self._fill():
                    break
        except (_ssl.EngineError, SSLError):
            pass
        plain = socket(self.family, self.type, self.proto, fileno=self.fileno())
        plain.settimeout(self.gettimeout())
        self._engine = None
        socket.detach(self)
        return plain

    def shutdown(self, how):
        """Shut down one side or both."""
        if self._engine is not None and not self._engine.handshaking:
            self._say_goodbye()
        self._engine = None if how == _socket.SHUT_RDWR else self._engine
        super().shutdown(how)

    def _say_goodbye(self):
        try:
            self._engine.close()
            self._flush()
        except OSError:
            # The other side has gone.
            pass

    def _real_close(self):
        if self._engine is not None and not self._engine.handshaking and self.fileno() >= 0:
            self._say_goodbye()
        self._engine = None
        super()._real_close()


_length = len


class SSLObject(_Connection):
    """A connection over two MemoryBIO objects: what asyncio and the like use."""

    def __init__(self, *args, **kwargs):
        raise TypeError(f'{self.__class__.__name__} does not have a public constructor. '
                        'Instances are returned by SSLContext.wrap_bio().')

    @classmethod
    def _create(cls, incoming, outgoing, server_side, server_hostname, context, session):
        if session is not None:
            raise _unsupported('setting a session')
        self = object.__new__(cls)
        self._incoming, self._outgoing = incoming, outgoing
        self.server_side = server_side
        self.server_hostname = context._checked_name(server_hostname, server_side)
        self.context = context
        self._engine = context._engine(server_side, self.server_hostname)
        return self

    def _check_connected(self):
        """There is always an engine."""

    def _flush(self):
        out = self._engine.output()
        if out:
            self._outgoing.write(out)

    def _fill(self):
        """Take what has come; raises SSLWantReadError if that is nothing."""
        data = self._incoming.read()
        if not data:
            if self._incoming.eof:
                self._engine.eof()
                return False
            raise SSLWantReadError(2, 'The operation did not complete (read) (_ssl.c:2580)')
        try:
            self._engine.feed(data)
        except _ssl.EngineError as err:
            self._flush()
            self._raise(err)
        return True

    def do_handshake(self):
        """Agree on keys, as far as bytes have come."""
        while self._engine.handshaking:
            self._flush()
            if self._engine.handshaking and not self._fill():
                raise SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in '
                                  'violation of protocol (_ssl.c:1020)')
        self._check_dates()
        self._flush()

    def read(self, len=1024, buffer=None):
        """Read text."""
        if self._engine.handshaking:
            self.do_handshake()
        while True:
            try:
                data = self._engine.read(len)
            except _ssl.EngineError as err:
                self._raise(err)
            if data is not None:
                break
            self._fill()
            self._flush()
        if buffer is None:
            return data
        memoryview(buffer).cast('B')[:_length(data)] = data
        return _length(data)

    def write(self, data):
        """Write text; how many bytes."""
        if self._engine.handshaking:
            self.do_handshake()
        sent = self._engine.write(data)
        self._flush()
        return sent

    def pending(self):
        """How much can be read at once is not told."""
        return 0

    def unwrap(self):
        """Say goodbye."""
        self._engine.close()
        self._flush()


SSLContext.sslsocket_class = SSLSocket
SSLContext.sslobject_class = SSLObject


# ---- helpers --------------------------------------------------------------------------------------

def cert_time_to_seconds(cert_time):
    """Seconds since 1970 of 'Jan  5 09:34:43 2018 GMT'."""
    import datetime
    from time import strptime
    months = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov',
              'Dec')
    format = ' %d %H:%M:%S %Y GMT'
    try:
        month = months.index(cert_time[:3].title()) + 1
    except ValueError:
        raise ValueError('time data %r does not match format "%%b%s"' % (cert_time, format))
    found = strptime(cert_time[3:], format)
    moment = datetime.datetime(found[0], month, *found[2:6], tzinfo=datetime.timezone.utc)
    return int(moment.timestamp())


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
