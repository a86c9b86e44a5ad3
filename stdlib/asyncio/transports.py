"""What carries the bytes of a connection: sockets and pipes.

Datagrams and TLS are left out.
"""

import os

__all__ = ("BaseTransport", "ReadTransport", "WriteTransport", "Transport")

_MOST = 256 * 1024
_HIGH_WATER = 64 * 1024


class BaseTransport:
    """What every transport can do."""

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        """Something known about the connection."""
        return self._extra.get(name, default)


class ReadTransport(BaseTransport):
    """A transport that reads."""


class WriteTransport(BaseTransport):
    """A transport that writes."""


class Transport(ReadTransport, WriteTransport):
    """A transport that reads and writes."""


class _Stream(Transport):
    """Reads and writes descriptors that do not block."""

    _reads = _writes = True

    def __init__(self, loop, file, protocol, extra=None, server=None):
        super().__init__(extra)
        self._loop = loop
        self._file = file
        self._fd = file.fileno()
        self._protocol = protocol
        self._server = server
        self._buffer = bytearray()
        self._closing = False
        self._lost = False
        self._eof = False
        self._paused = False
        self._protocol_paused = False
        self._high, self._low = _HIGH_WATER, _HIGH_WATER // 4
        loop.call_soon(protocol.connection_made, self)
        if self._reads:
            loop.call_soon(self._begin_reading)

    def __repr__(self):
        status = "closed" if self._lost else "closing" if self._closing else "open"
        return f"<{type(self).__name__} {status} fd={self._fd}>"

    def _begin_reading(self):
        if not self._closing and not self._paused:
            self._loop.add_reader(self._fd, self._on_readable)

    def set_protocol(self, protocol):
        """Tell another protocol from now on."""
        self._protocol = protocol

    def get_protocol(self):
        """The protocol."""
        return self._protocol

    def is_closing(self):
        """Whether the transport is closed, or about to be."""
        return self._closing

    # ---- reading ------------------------------------------------------------------------------

    def is_reading(self):
        """Whether the protocol is told of bytes that come."""
        return not self._closing and not self._paused

    def pause_reading(self):
        """Read no more for a while."""
        if self.is_reading():
            self._paused = True
            self._loop.remove_reader(self._fd)

    def resume_reading(self):
        """Read on."""
        if self._paused and not self._closing:
            self._paused = False
            self._begin_reading()

    def _on_readable(self):
        if self._lost:
            return
        try:
            data = self._receive()
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._fail(error)
            return
        if data:
            self._protocol.data_received(data)
            return
        self._loop.remove_reader(self._fd)
        if not self._protocol.eof_received():
            self.close()

    # ---- writing ------------------------------------------------------------------------------

    def write(self, data):
        """Write bytes, sooner or later."""
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(
                f"data argument must be a bytes-like object, not {type(data).__name__!r}"
            )
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if not data or self._closing:
            return
        if not self._buffer:
            try:
                sent = self._send(data)
            except (BlockingIOError, InterruptedError):
                sent = 0
            except OSError as error:
                self._fail(error)
                return
            if sent == len(data):
                return
            data = memoryview(data)[sent:]
            self._loop.add_writer(self._fd, self._on_writable)
        self._buffer += data
        if len(self._buffer) > self._high and not self._protocol_paused:
            self._protocol_paused = True
            self._protocol.pause_writing()

    def writelines(self, list_of_data):
        """Write several pieces."""
        self.write(b"".join(list_of_data))

    def _on_writable(self):
        try:
            sent = self._send(self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._fail(error)
            return
        del self._buffer[:sent]
        if self._protocol_paused and len(self._buffer) <= self._low:
            self._protocol_paused = False
            self._protocol.resume_writing()
        if not self._buffer:
            self._loop.remove_writer(self._fd)
            if self._eof:
                self._finish_writing()
            if self._closing:
                self._lose(None)

    def can_write_eof(self):
        """Whether write_eof() is possible."""
        return True

    def write_eof(self):
        """The last byte has been written."""
        if not self._eof and not self._closing:
            self._eof = True
            if not self._buffer:
                self._finish_writing()

    def get_write_buffer_size(self):
        """How many bytes wait to be written."""
        return len(self._buffer)

    def get_write_buffer_limits(self):
        """(low, high): where the protocol is told to go on, and to stop."""
        return self._low, self._high

    def set_write_buffer_limits(self, high=None, low=None):
        """Set those limits."""
        if high is None:
            high = _HIGH_WATER if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
        self._high, self._low = high, low

    # ---- the end ------------------------------------------------------------------------------

    def close(self):
        """Close, once all is written."""
        if self._closing:
            return
        self._closing = True
        if self._reads:
            self._loop.remove_reader(self._fd)
        if not self._buffer:
            self._loop.call_soon(self._lose, None)

    def abort(self):
        """Close at once."""
        self._fail(None)

    def _fail(self, error):
        if self._lost:
            return
        self._closing = True
        self._buffer.clear()
        self._loop.remove_reader(self._fd)
        self._loop.remove_writer(self._fd)
        self._loop.call_soon(self._lose, error)

    def _lose(self, error):
        if self._lost:
            return
        self._lost = True
        try:
            self._protocol.connection_lost(error)
        finally:
            self._file.close()
            server, self._server = self._server, None
            if server is not None:
                server._detach(self)


class _SocketTransport(_Stream):
    def __init__(self, loop, sock, protocol, server=None):
        extra = {"socket": sock}
        for name, ask in (("sockname", sock.getsockname), ("peername", sock.getpeername)):
            try:
                extra[name] = ask()
            except OSError:
                extra[name] = None
        super().__init__(loop, sock, protocol, extra, server)

    def _receive(self):
        return self._file.recv(_MOST)

    def _send(self, data):
        return self._file.send(data)

    def _finish_writing(self):
        import socket

        self._file.shutdown(socket.SHUT_WR)


class _Pipe(_Stream):
    def __init__(self, loop, pipe, protocol):
        os.set_blocking(pipe.fileno(), False)
        super().__init__(loop, pipe, protocol, {"pipe": pipe})

    def _receive(self):
        return os.read(self._fd, _MOST)

    def _send(self, data):
        return os.write(self._fd, data)

    def _finish_writing(self):
        self.close()


class _ReadPipe(_Pipe):
    _writes = False


class _WritePipe(_Pipe):
    _reads = False
