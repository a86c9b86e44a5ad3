"""_ssl_names: the numbers of ssl, and its exceptions."""

import socket as _socket
from collections import namedtuple
from enum import Enum as _Enum, IntEnum as _IntEnum, IntFlag as _IntFlag


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


for _cls in list(vars().values()):
    # Programs know them as those of ssl.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = 'ssl'
del _cls
