"""_ssl_connections: the sockets and objects of ssl, which move records for the engine."""

import socket as _socket
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, socket

import _ssl
from _ssl_names import (SSLEOFError, SSLError, SSLWantReadError, VerifyMode, _translated,
                        _unsupported)


def _into(buffer, data):
    """Data that was read: itself, or how much of it the buffer has now."""
    if buffer is None:
        return data
    memoryview(buffer).cast('B')[:len(data)] = data
    return len(data)


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
        if self.context.verify_mode == VerifyMode.CERT_NONE:
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

    # ---- moving text ------------------------------------------------------------------------

    def _shake_hands(self):
        """Agree on keys, as far as records come."""
        while self._engine.handshaking:
            self._flush()
            if self._engine.handshaking and not self._fill():
                raise SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in '
                                  'violation of protocol (_ssl.c:1020)')
        self._check_dates()
        self._flush()

    def _take(self, size):
        """Text that has come: at most so much, nothing at the end."""
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

    def _give(self, data):
        """Send text; how many bytes."""
        if self._engine.handshaking:
            self.do_handshake()
        sent = self._engine.write(data)
        self._flush()
        return sent

    def _feed(self, data):
        """Hand what has come to the engine; the other side is told what is wrong with it."""
        try:
            self._engine.feed(data)
        except _ssl.EngineError as err:
            try:
                self._flush()
            except OSError:
                pass
            self._raise(err)
        return True

    def _check_dates(self):
        """Those of a certificate that is trusted by itself, which the engine has not checked."""
        shown, is_trusted_itself = self._engine.shown
        if not is_trusted_itself:
            return
        import time
        import _ssl_certificates
        found = _ssl_certificates.decode(shown)
        now = time.time()
        if now < _ssl_certificates.cert_time_to_seconds(found['notBefore']):
            self._raise(_ssl.EngineError('not yet valid', ''))
        if now > _ssl_certificates.cert_time_to_seconds(found['notAfter']):
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
        return self._feed(data)

    def do_handshake(self, block=False):
        """Agree on keys."""
        self._check_connected()
        self._shake_hands()

    def read(self, len=1024, buffer=None):
        """Read text."""
        self._check_connected()
        if len == 0 and buffer is None:
            return b''
        try:
            data = self._take(len if len and len > 0 else
                              memoryview(buffer).nbytes if buffer is not None else 1024)
        except SSLEOFError:
            if not self.suppress_ragged_eofs:
                raise
            data = b''
        return _into(buffer, data)

    def write(self, data):
        """Write text; how many bytes."""
        self._check_connected()
        with memoryview(data) as view, view.cast('B') as flat:
            return self._give(flat[:1 << 20])

    def pending(self):
        """How much has come that can be read at once."""
        self._check_connected()
        return self._engine.pending

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

    def _datagrams(self, name, *args):
        """A method of plain sockets that has no meaning once there is a connection."""
        if self._engine is not None:
            raise ValueError(f'{name} not allowed on instances of {self.__class__}')
        return getattr(super(), name)(*args)

    def sendto(self, data, flags_or_addr, addr=None):
        """For sockets that are not connected."""
        rest = () if addr is None else (addr,)
        return self._datagrams('sendto', data, flags_or_addr, *rest)

    def recvfrom(self, buflen=1024, flags=0):
        """For sockets that are not connected."""
        return self._datagrams('recvfrom', buflen, flags)

    def recvfrom_into(self, buffer, nbytes=None, flags=0):
        """For sockets that are not connected."""
        return self._datagrams('recvfrom_into', buffer, nbytes or 0, flags)

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


def _refusing(name):
    def method(self, *args, **kwargs):
        raise NotImplementedError(f'{name} not allowed on instances of {self.__class__}')

    method.__name__, method.__qualname__ = name, f'SSLSocket.{name}'
    method.__doc__ = 'Not for connections that encrypt.'
    return method


for _name in ('sendmsg', 'recvmsg', 'recvmsg_into'):
    setattr(SSLSocket, _name, _refusing(_name))
del _name


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
        return self._feed(data)

    def do_handshake(self):
        """Agree on keys, as far as bytes have come."""
        self._shake_hands()

    def read(self, len=1024, buffer=None):
        """Read text."""
        return _into(buffer, self._take(len))

    def write(self, data):
        """Write text; how many bytes."""
        return self._give(data)

    def pending(self):
        """How much can be read at once."""
        return self._engine.pending

    def unwrap(self):
        """Say goodbye."""
        self._engine.close()
        self._flush()


for _cls in (MemoryBIO, SSLSession, SSLSocket, SSLObject):
    # Programs know them as those of ssl.
    _cls.__module__ = 'ssl'
del _cls
