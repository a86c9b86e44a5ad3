"""socket: connections of the network.

The native module `_socket` makes the system calls and waits through the scheduler; here is what
is made of it: the class `socket` with `makefile`, numbers with names, and the functions that open
connections and servers. Left out: `sethostname`, families beyond AF_INET, AF_INET6 and AF_UNIX.
"""

import _socket
import errno as _errno
import io as _io
import os as _os
import sys as _sys
from _socket import *
from enum import IntEnum as _IntEnum, IntFlag as _IntFlag

from _socket import SocketType, close, dup as _dup, error, gaierror, herror, timeout, has_ipv6

EBADF = _errno.EBADF
EAGAIN = _errno.EAGAIN
EWOULDBLOCK = _errno.EWOULDBLOCK


def _family_of_names(enum, name, prefixes, without=()):
    """Make an enumeration of the constants whose names begin so."""
    found = {k: v for k, v in vars(_socket).items()
             if k.isupper() and k.startswith(prefixes) and k not in without}
    made = enum(name, found, module=__name__)
    globals().update(made.__members__)
    return made


AddressFamily = _family_of_names(_IntEnum, 'AddressFamily', ('AF_',))
SocketKind = _family_of_names(_IntEnum, 'SocketKind', ('SOCK_',))
MsgFlag = _family_of_names(_IntFlag, 'MsgFlag', ('MSG_',))
AddressInfo = _family_of_names(_IntFlag, 'AddressInfo', ('AI_',))

_LOCALHOST = '127.0.0.1'
_LOCALHOST_V6 = '::1'


def _named(value, enum):
    """The member of an enumeration, where there is one."""
    try:
        return enum(value)
    except ValueError:
        return value


class socket(_socket.socket):
    """An end point of a connection."""

    __slots__ = ['__weakref__', '_io_refs', '_closed']

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        """Open a socket, or take over a descriptor."""
        if fileno is None:
            if family == -1:
                family = AF_INET
            if type == -1:
                type = SOCK_STREAM
            if proto == -1:
                proto = 0
        _socket.socket.__init__(self, family, type, proto, fileno)
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        """The socket itself."""
        return self

    def __exit__(self, *args):
        """Close it, unless that is done."""
        if not self._closed:
            self.close()

    def __repr__(self):
        """Descriptor, kind and addresses."""
        cls = self.__class__
        parts = ['<%s.%s%s fd=%i' % (cls.__module__, cls.__qualname__,
                                     ' [closed]' if getattr(self, '_closed', False) else '',
                                     self.fileno())]
        parts.append(f'family={self.family}, type={self.type}, proto={self.proto}')
        if not getattr(self, '_closed', False):
            for word, ask in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    address = ask()
                except (error, AttributeError):
                    continue
                if address:
                    parts.append(f'{word}={address}')
        return ', '.join(parts) + '>'

    def __getstate__(self):
        """Sockets belong to their process."""
        raise TypeError(f'cannot pickle {self.__class__.__name__!r} object')

    def dup(self):
        """A new socket object on a copy of the descriptor."""
        copy = self.__class__(self.family, self.type, self.proto, fileno=_dup(self.fileno()))
        copy.settimeout(self.gettimeout())
        return copy

    def accept(self):
        """Wait for a connection: a socket for it, and the peer's address."""
        fd, address = self._accept()
        made = socket(self.family, self.type, self.proto, fileno=fd)
        if getdefaulttimeout() is None and self.gettimeout():
            made.setblocking(True)
        return made, address

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        """A file that reads from the connection and writes to it."""
        if not set(mode) <= {'r', 'w', 'b'}:
            raise ValueError(f'invalid mode {mode!r} (only r, w, b allowed)')
        writing = 'w' in mode
        reading = 'r' in mode or not writing
        assert reading or writing
        binary = 'b' in mode
        raw = SocketIO(self, ('r' if reading else '') + ('w' if writing else ''))
        self._io_refs += 1
        if buffering is None:
            buffering = -1
        if buffering < 0:
            buffering = _io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if not binary:
                raise ValueError('unbuffered streams must be binary')
            return raw
        if reading and writing:
            buffer = _io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = _io.BufferedReader(raw, buffering)
        else:
            buffer = _io.BufferedWriter(raw, buffering)
        if binary:
            return buffer
        encoding = _io.text_encoding(encoding)
        text = _io.TextIOWrapper(buffer, encoding, errors, newline)
        text.mode = mode
        return text

    def sendfile(self, file, offset=0, count=None):
        """Send a file from an offset until its end (or count bytes); how many were sent."""
        if 'b' not in getattr(file, 'mode', 'b'):
            raise ValueError('file should be opened in binary mode')
        if not self.type & SOCK_STREAM:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        if count is not None:
            if not isinstance(count, int):
                raise TypeError(f'count must be a positive integer (got {count!r})')
            if count <= 0:
                raise ValueError(f'count must be a positive integer (got {count!r})')
        if self.gettimeout() == 0:
            raise ValueError('non-blocking sockets are not supported')
        if offset:
            file.seek(offset)
        total = 0
        try:
            while count is None or total < count:
                room = 8192 if count is None else min(count - total, 8192)
                data = file.read(room)
                if not data:
                    break
                self.sendall(data)
                total += len(data)
            return total
        finally:
            if total > 0 and hasattr(file, 'seek'):
                file.seek(offset + total)

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, _ss=_socket.socket):
        _ss.close(self)

    def close(self):
        """Close it; files made of it keep the connection until they are closed too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Give the descriptor away without closing it."""
        self._closed = True
        return super().detach()

    @property
    def family(self):
        """The family of addresses."""
        return _named(super().family, AddressFamily)

    @property
    def type(self):
        """The kind of socket."""
        return _named(super().type, SocketKind)

    def get_inheritable(self):
        """Whether child processes get the descriptor."""
        return _os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        """Say whether child processes get the descriptor."""
        _os.set_inheritable(self.fileno(), inheritable)


class SocketIO(_io.RawIOBase):
    """The raw file under `socket.makefile`."""

    def __init__(self, sock, mode):
        """A file of a socket, to read ('r'), to write ('w') or both."""
        if mode not in ('r', 'w', 'rw', 'rb', 'wb', 'rwb'):
            raise ValueError('invalid mode: %r' % mode)
        _io.RawIOBase.__init__(self)
        self._sock = sock
        if 'b' not in mode:
            mode += 'b'
        self._mode = mode
        self._reading = 'r' in mode
        self._writing = 'w' in mode
        self._timeout_occurred = False

    def readinto(self, b):
        """Read what has come into a buffer; None if nothing has."""
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            raise OSError('cannot read from timed out object')
        try:
            return self._sock.recv_into(b)
        except timeout:
            self._timeout_occurred = True
            raise
        except BlockingIOError:
            return None

    def write(self, b):
        """Write what the connection takes now; None if that is nothing."""
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except BlockingIOError:
            return None

    def readable(self):
        """Whether it is open for reading."""
        if self.closed:
            raise ValueError('I/O operation on closed socket.')
        return self._reading

    def writable(self):
        """Whether it is open for writing."""
        if self.closed:
            raise ValueError('I/O operation on closed socket.')
        return self._writing

    def seekable(self):
        """It never is."""
        if self.closed:
            raise ValueError('I/O operation on closed socket.')
        return super().seekable()

    def fileno(self):
        """The socket's descriptor."""
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        """The descriptor, or -1."""
        return self.fileno() if not self.closed else -1

    @property
    def mode(self):
        """The mode, with its 'b'."""
        return self._mode

    def close(self):
        """Close the file; the socket goes with the last one, if it is closed itself."""
        if self.closed:
            return
        _io.RawIOBase.close(self)
        self._sock._decref_socketios()
        self._sock = None


def fromfd(fd, family, type, proto=0):
    """A socket object on a copy of a descriptor."""
    return socket(family, type, proto, _dup(fd))


def CMSG_LEN(length):
    """How long ancillary data of a length is, with its head."""
    if not 0 <= length < 1 << 31:
        raise OverflowError('CMSG_LEN() argument out of range')
    return 16 + length


def CMSG_SPACE(length):
    """How much room ancillary data of a length takes."""
    if not 0 <= length < 1 << 31:
        raise OverflowError('CMSG_SPACE() argument out of range')
    return 16 + (length + 7) // 8 * 8


def send_fds(sock, buffers, fds, flags=0, address=None):
    """Send descriptors beside some bytes over an AF_UNIX socket."""
    import struct
    packed = struct.pack('%di' % len(fds), *fds)
    return sock.sendmsg(buffers, [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, packed)])


def recv_fds(sock, bufsize, maxfds, flags=0):
    """Receive bytes and descriptors: (data, fds, msg_flags, address)."""
    import struct
    data, ancillary, flags, address = sock.recvmsg(bufsize, CMSG_SPACE(4 * maxfds))
    fds = []
    for level, kind, packed in ancillary:
        if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
            count = len(packed) // 4
            fds.extend(struct.unpack('%di' % count, packed[:count * 4]))
    return data, fds, flags, address


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two sockets that are connected to each other."""
    if family is None:
        family = AF_UNIX
    a, b = _socket.socketpair(family, type, proto)
    return (socket(family, type, proto, a.detach()), socket(family, type, proto, b.detach()))


def getfqdn(name=''):
    """The full name of a host, as far as it can be found out."""
    name = name.strip()
    if not name or name in ('0.0.0.0', '::'):
        name = gethostname()
    try:
        hostname, aliases, _ = gethostbyaddr(name)
    except error:
        return name
    for candidate in [hostname, *aliases]:
        if '.' in candidate:
            return candidate
    return hostname


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                      all_errors=False):
    """Connect to (host, port), trying its addresses one after the other."""
    host, port = address
    failures = []
    for family, kind, proto, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(target)
            failures.clear()
            return sock
        except error as exc:
            if not all_errors:
                failures.clear()
            failures.append(exc)
            if sock is not None:
                sock.close()
    if not failures:
        raise error('getaddrinfo returns an empty list')
    try:
        if not all_errors:
            raise failures[0]
        raise ExceptionGroup('create_connection failed', failures)
    finally:
        failures.clear()


def has_dualstack_ipv6():
    """Whether one socket can serve both versions of the internet protocol."""
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False,
                  dualstack_ipv6=False):
    """A TCP socket that is bound to an address and listens."""
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError('dualstack_ipv6 not supported on this platform')
        if family != AF_INET6:
            raise ValueError('dualstack_ipv6 requires AF_INET6 family')
    sock = socket(family, SOCK_STREAM)
    try:
        if _os.name not in ('nt', 'cygwin'):
            sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if has_ipv6 and family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except error as err:
            message = '%s (while attempting to bind on address %r)' % (err.strerror, address)
            raise error(err.errno, message) from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """The addresses of a host and a service: (family, type, proto, canonname, sockaddr)."""
    return [(_named(f, AddressFamily), _named(kind, SocketKind), number, name, address)
            for f, kind, number, name, address
            in _socket.getaddrinfo(host, port, family, type, proto, flags)]


__all__ = [name for name in dir(_socket) if name.isupper()]
__all__ += ['AddressFamily', 'SocketKind', 'create_connection', 'create_server',
            'has_dualstack_ipv6', 'fromfd', 'getfqdn', 'send_fds', 'recv_fds', 'error', 'gaierror',
            'getaddrinfo', 'getdefaulttimeout', 'gethostbyaddr', 'gethostbyname',
            'gethostbyname_ex', 'gethostname', 'getnameinfo', 'getprotobyname', 'getservbyname',
            'getservbyport', 'has_ipv6', 'herror', 'htonl', 'htons', 'if_indextoname',
            'if_nameindex', 'if_nametoindex', 'inet_aton', 'inet_ntoa', 'inet_ntop', 'inet_pton',
            'ntohl', 'ntohs', 'setdefaulttimeout', 'socket', 'socketpair', 'timeout', 'close',
            'dup', 'SocketType']
