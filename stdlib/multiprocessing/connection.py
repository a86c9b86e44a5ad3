"""Messages between processes: pipes, sockets, listeners and clients.

What goes over the wire is what CPython 3.8 to 3.13 write and understand: a length in four bytes
and the bytes; before the first message each end proves that it knows the key, by an HMAC of what
the other has sent.
"""

import hmac
import itertools
import os
import tempfile
import time

import _multiprocessing

from . import AuthenticationError, BufferTooShort, reduction, util
from .context import get_spawning_popen

__all__ = ["Client", "Listener", "Pipe", "wait"]

CONNECTION_TIMEOUT = 20.0

default_family = "AF_UNIX"
families = ["AF_INET", "AF_UNIX"]

_counter = itertools.count()


def arbitrary_address(family):
    """An address that is free."""
    if family == "AF_INET":
        return ("localhost", 0)
    if family == "AF_UNIX":
        return tempfile.mktemp(prefix="sock-", dir=util.get_temp_dir())
    raise ValueError("unrecognized family")


def address_type(address):
    """The family that an address belongs to."""
    if type(address) is tuple:
        return "AF_INET"
    if type(address) is str or type(address) is bytes:
        return "AF_UNIX"
    raise TypeError(f"address type of {address!r} unrecognized")


def _validate_family(family):
    if family not in families:
        raise ValueError(f"Family {family} is not recognized.")


class _ConnectionBase:
    """One end of a pipe or of a socket."""

    _handle = None

    def __init__(self, handle, readable=True, writable=True):
        handle = handle.__index__()
        if handle < 0:
            raise ValueError("invalid handle")
        if not readable and not writable:
            raise ValueError("at least one of `readable` and `writable` must be True")
        self._handle = handle
        self._readable = readable
        self._writable = writable

    def __del__(self):
        if self._handle is not None:
            self._close()

    def _close(self):
        handle, self._handle = self._handle, None
        os.close(handle)

    def _check_closed(self):
        if self._handle is None:
            raise OSError("handle is closed")

    def _check_readable(self):
        self._check_closed()
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        self._check_closed()
        if not self._writable:
            raise OSError("connection is read-only")

    @property
    def closed(self):
        """Whether the connection is closed."""
        return self._handle is None

    @property
    def readable(self):
        """Whether messages can be received."""
        return self._readable

    @property
    def writable(self):
        """Whether messages can be sent."""
        return self._writable

    def fileno(self):
        """The descriptor."""
        self._check_closed()
        return self._handle

    def close(self):
        """Close this end."""
        if self._handle is not None:
            self._close()

    def send_bytes(self, buf, offset=0, size=None):
        """Send bytes as one message."""
        self._check_writable()
        view = memoryview(buf)
        if view.itemsize > 1:
            view = view.cast("B")
        length = view.nbytes
        if offset < 0:
            raise ValueError("offset is negative")
        if length < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = length - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > length:
            raise ValueError("buffer length < offset + size")
        _multiprocessing.write_message(self._handle, view[offset : offset + size])

    def send(self, obj):
        """Send an object."""
        self._check_writable()
        _multiprocessing.write_message(self._handle, reduction.ForkingPickler.dumps(obj))

    def recv_bytes(self, maxlength=None):
        """Receive a message, as bytes."""
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        message = _multiprocessing.read_message(self._handle, maxlength)
        if message is None:
            # What follows of it cannot be told from the next.
            if self._writable:
                self._readable = False
            else:
                self.close()
            raise OSError("bad message length")
        return message

    def recv_bytes_into(self, buf, offset=0):
        """Receive a message into a buffer; its length."""
        self._check_readable()
        with memoryview(buf) as whole, whole.cast("B") as view:
            if offset < 0:
                raise ValueError("negative offset")
            if offset > len(view):
                raise ValueError("offset too large")
            message = _multiprocessing.read_message(self._handle, None)
            size = len(message)
            if len(view) < offset + size:
                raise BufferTooShort(message)
            view[offset : offset + size] = message
            return size

    def recv(self):
        """Receive an object."""
        self._check_readable()
        return _multiprocessing.read_object(self._handle)

    def poll(self, timeout=0.0):
        """Whether there is something to be received, or will be before the timeout passes."""
        self._check_readable()
        return bool(_multiprocessing.wait_readable([self._handle], timeout))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def __reduce__(self):
        handle = reduction.DupFd(self.fileno())
        return _rebuild, (handle, self._readable, self._writable)


class Connection(_ConnectionBase):
    """One end of a pipe or of a socket."""


def _rebuild(handle, readable, writable):
    return Connection(handle.detach(), readable, writable)


def Pipe(duplex=True):
    """Two connections that are connected: the first receives what the second sends."""
    if duplex:
        first, second = _multiprocessing.socketpair()
        return Connection(first), Connection(second)
    read, write = os.pipe()
    return Connection(read, writable=False), Connection(write, readable=False)


class _SocketListener:
    def __init__(self, address, family, backlog):
        self._family = family
        self._handle, self._address = _multiprocessing.listen(family, address, backlog)
        self._last_accepted = None
        self._unlink = None
        if family == "AF_UNIX":
            self._unlink = util.Finalize(self, _unlink, (address,), exitpriority=0)

    def accept(self):
        fd, self._last_accepted = _multiprocessing.accept(self._handle)
        return Connection(fd)

    def close(self):
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
        if self._unlink is not None:
            unlink, self._unlink = self._unlink, None
            unlink()

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            os.close(self._handle)


def _unlink(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


class Listener:
    """A place where clients can connect."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        family = family or (address and address_type(address)) or default_family
        address = address or arbitrary_address(family)
        _validate_family(family)
        self._listener = _SocketListener(address, family, backlog)
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError("authkey should be a byte string")
        self._authkey = authkey

    def accept(self):
        """Wait for a client; the connection to it, once it has proved that it knows the key."""
        if self._listener is None:
            raise OSError("listener is closed")
        connection = self._listener.accept()
        if self._authkey is not None:
            try:
                deliver_challenge(connection, self._authkey)
                answer_challenge(connection, self._authkey)
            except BaseException:
                connection.close()
                raise
        return connection

    def close(self):
        """Take no more clients."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()

    @property
    def address(self):
        """Where clients can connect."""
        return self._listener._address

    @property
    def last_accepted(self):
        """Where the last client came from."""
        return self._listener._last_accepted

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to a listener."""
    family = family or address_type(address)
    _validate_family(family)
    connection = Connection(_multiprocessing.connect(family, address))
    if authkey is not None and not isinstance(authkey, bytes):
        connection.close()
        raise TypeError("authkey should be a byte string")
    if authkey is not None:
        try:
            answer_challenge(connection, authkey)
            deliver_challenge(connection, authkey)
        except BaseException:
            connection.close()
            raise
    return connection


def wait(object_list, timeout=None):
    """Those of some connections and sentinels that are ready, once one of them is."""
    handles = {}
    for obj in object_list:
        handles.setdefault(obj if isinstance(obj, int) else obj.fileno(), []).append(obj)
    if timeout is not None and timeout < 0:
        timeout = 0
    ready = set(_multiprocessing.wait_readable(list(handles), timeout))
    return [
        obj for obj in object_list if (obj if isinstance(obj, int) else obj.fileno()) in ready
    ]


# ---- proofs of the key --------------------------------------------------------------------------

MESSAGE_LENGTH = 40
CHALLENGE = b"#CHALLENGE#"
WELCOME = b"#WELCOME#"
FAILURE = b"#FAILURE#"

_DIGESTS = {b"md5", b"sha256", b"sha384", b"sha3_256", b"sha3_384"}
_LONGEST_DIGEST_NAME = max(len(name) for name in _DIGESTS)
# Challenges and answers of Python up to 3.11 have these lengths, and no digest's name.
_OLD_CHALLENGE, _OLD_ANSWER = 20, 16


def _digest_and_payload(message):
    """The digest that a message names ('' if it is one of the old kind), and the rest."""
    if len(message) in (_OLD_CHALLENGE, _OLD_ANSWER):
        return "", message
    if message.startswith(b"{"):
        end = message.find(b"}", 1, _LONGEST_DIGEST_NAME + 2)
        if end > 0 and message[1:end] in _DIGESTS:
            return message[1:end].decode("ascii"), message[end + 1 :]
    raise AuthenticationError(
        "unsupported message length, missing digest prefix, "
        f"or unsupported digest: {message=}"
    )


def _create_response(authkey, message):
    digest, _ = _digest_and_payload(message)
    if not digest:
        return hmac.new(authkey, message, "md5").digest()
    return b"{%s}%s" % (digest.encode("ascii"), hmac.new(authkey, message, digest).digest())


def _verify_challenge(authkey, message, response):
    digest, given = _digest_and_payload(response)
    digest = digest or "md5"
    wanted = hmac.new(authkey, message, digest).digest()
    if len(wanted) != len(given):
        raise AuthenticationError(f"expected {digest!r} of length {len(wanted)} got {len(given)}")
    if not hmac.compare_digest(wanted, given):
        raise AuthenticationError("digest received was wrong")


def deliver_challenge(connection, authkey, digest_name="sha256"):
    """Have the other end prove that it knows the key."""
    if not isinstance(authkey, bytes):
        raise ValueError(f"Authkey must be bytes, not {type(authkey)!s}")
    message = b"{%s}%s" % (digest_name.encode("ascii"), os.urandom(MESSAGE_LENGTH))
    connection.send_bytes(CHALLENGE + message)
    response = connection.recv_bytes(256)
    try:
        _verify_challenge(authkey, message, response)
    except AuthenticationError:
        connection.send_bytes(FAILURE)
        raise
    connection.send_bytes(WELCOME)


def answer_challenge(connection, authkey):
    """Prove to the other end that we know the key."""
    if not isinstance(authkey, bytes):
        raise ValueError(f"Authkey must be bytes, not {type(authkey)!s}")
    message = connection.recv_bytes(256)
    if not message.startswith(CHALLENGE):
        raise AuthenticationError(f"Protocol error, expected challenge: {message=}")
    message = message[len(CHALLENGE) :]
    if len(message) < _OLD_CHALLENGE:
        raise AuthenticationError(f"challenge too short: {len(message)} bytes")
    connection.send_bytes(_create_response(authkey, message))
    if connection.recv_bytes(256) != WELCOME:
        raise AuthenticationError("digest sent was rejected")
