"""Reading and writing connections with await."""

import os

from . import events, exceptions, protocols

__all__ = (
    "StreamReader", "StreamWriter", "StreamReaderProtocol", "open_connection", "start_server",
    "open_unix_connection", "start_unix_server",
)

_LIMIT = 2**16


async def open_connection(host=None, port=None, *, limit=_LIMIT, **kwds):
    """Connect: (reader, writer)."""
    loop = events.get_running_loop()
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await loop.create_connection(lambda: protocol, host, port, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_LIMIT, **kwds):
    """Listen: a Server, which calls the function with a reader and a writer for each client."""
    loop = events.get_running_loop()

    def factory():
        reader = StreamReader(limit=limit, loop=loop)
        return StreamReaderProtocol(reader, client_connected_cb, loop=loop)

    return await loop.create_server(factory, host, port, **kwds)


async def open_unix_connection(path=None, *, limit=_LIMIT, **kwds):
    """Connect to a socket file: (reader, writer)."""
    loop = events.get_running_loop()
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await loop.create_unix_connection(lambda: protocol, path, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_unix_server(client_connected_cb, path=None, *, limit=_LIMIT, **kwds):
    """Listen at a socket file: a Server."""
    loop = events.get_running_loop()

    def factory():
        reader = StreamReader(limit=limit, loop=loop)
        return StreamReaderProtocol(reader, client_connected_cb, loop=loop)

    return await loop.create_unix_server(factory, path, **kwds)


class _Flow(protocols.Protocol):
    """Knows whether there is room to write, and when the connection is closed."""

    def __init__(self, loop):
        self._loop = loop
        self._paused = False
        self._lost = False
        self._drainers = []
        self._closed = loop.create_future()

    def pause_writing(self):
        self._paused = True

    def resume_writing(self):
        self._paused = False
        for waiter in self._drainers:
            if not waiter.done():
                waiter.set_result(None)

    def connection_lost(self, exc):
        self._lost = True
        for waiter in self._drainers:
            if not waiter.done():
                waiter.set_result(None) if exc is None else waiter.set_exception(exc)
        if not self._closed.done():
            if exc is None:
                self._closed.set_result(None)
            else:
                self._closed.set_exception(exc)
                # Whoever does not wait for it need not hear of it.
                self._closed.exception()

    async def _drain(self):
        if self._lost:
            raise ConnectionResetError("Connection lost")
        if not self._paused:
            return
        waiter = self._loop.create_future()
        self._drainers.append(waiter)
        try:
            await waiter
        finally:
            self._drainers.remove(waiter)


class StreamReaderProtocol(_Flow):
    """Feeds a reader."""

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop or events.get_event_loop())
        self._reader = stream_reader
        self._callback = client_connected_cb
        self._task = None

    def connection_made(self, transport):
        self._reader.set_transport(transport)
        if self._callback is None:
            return
        writer = StreamWriter(transport, self, self._reader, self._loop)
        result = self._callback(self._reader, writer)
        from .tasks import iscoroutine

        if iscoroutine(result):
            self._task = self._loop.create_task(result)
            self._task.add_done_callback(lambda task: self._client_done(task, transport))

    def _client_done(self, task, transport):
        if task.cancelled():
            transport.close()
            return
        error = task.exception()
        if error is not None:
            self._loop.call_exception_handler({
                "message": "Unhandled exception in client_connected_cb", "exception": error,
                "transport": transport,
            })
            transport.close()

    def connection_lost(self, exc):
        if exc is None:
            self._reader.feed_eof()
        else:
            self._reader.set_exception(exc)
        super().connection_lost(exc)

    def data_received(self, data):
        self._reader.feed_data(data)

    def eof_received(self):
        self._reader.feed_eof()
        return True


class StreamWriter:
    """Writes to a connection."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport = transport
        self._protocol = protocol
        self._reader = reader
        self._loop = loop

    def __repr__(self):
        return f"<StreamWriter transport={self._transport!r} reader={self._reader!r}>"

    @property
    def transport(self):
        """The transport."""
        return self._transport

    def write(self, data):
        """Write bytes, sooner or later."""
        self._transport.write(data)

    def writelines(self, data):
        """Write several pieces."""
        self._transport.writelines(data)

    def write_eof(self):
        """The last byte has been written."""
        return self._transport.write_eof()

    def can_write_eof(self):
        """Whether write_eof() is possible."""
        return self._transport.can_write_eof()

    def close(self):
        """Close, once all is written."""
        return self._transport.close()

    def is_closing(self):
        """Whether the connection is closed, or about to be."""
        return self._transport.is_closing()

    async def wait_closed(self):
        """Wait until the connection is closed."""
        from .tasks import shield

        await shield(self._protocol._closed)

    def get_extra_info(self, name, default=None):
        """Something known about the connection."""
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Wait until there is room to write."""
        if self._reader is not None and self._reader.exception() is not None:
            raise self._reader.exception()
        if self._transport.is_closing():
            from .tasks import sleep

            await sleep(0)
        await self._protocol._drain()


class StreamReader:
    """Reads from a connection."""

    def __init__(self, limit=_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError("Limit cannot be <= 0")
        self._limit = limit
        self._loop = loop or events.get_event_loop()
        self._buffer = bytearray()
        self._eof = False
        self._waiter = None
        self._exception = None
        self._transport = None
        self._paused = False

    def __repr__(self):
        words = ["StreamReader"]
        if self._buffer:
            words.append(f"{len(self._buffer)} bytes")
        if self._eof:
            words.append("eof")
        if self._limit != _LIMIT:
            words.append(f"limit={self._limit}")
        if self._transport:
            words.append(f"transport={self._transport!r}")
        return f"<{' '.join(words)}>"

    def exception(self):
        """What has gone wrong with the connection; None: nothing."""
        return self._exception

    def set_exception(self, exc):
        """Say what has gone wrong."""
        self._exception = exc
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(exc)

    def _wake(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def set_transport(self, transport):
        """Say what carries the bytes."""
        self._transport = transport

    def feed_eof(self):
        """No more will come."""
        self._eof = True
        self._wake()

    def at_eof(self):
        """Whether all has been read, and no more will come."""
        return self._eof and not self._buffer

    def feed_data(self, data):
        """Bytes have come."""
        if not data:
            return
        self._buffer += data
        self._wake()
        if self._transport is not None and not self._paused and len(self._buffer) > 2 * self._limit:
            self._transport.pause_reading()
            self._paused = True

    def _maybe_resume(self):
        if self._paused and len(self._buffer) <= self._limit:
            self._paused = False
            self._transport.resume_reading()

    async def _wait(self, name):
        if self._waiter is not None:
            raise RuntimeError(
                f"{name}() called while another coroutine is already waiting for incoming data"
            )
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _check(self):
        if self._exception is not None:
            raise self._exception

    def _take(self, count):
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        self._maybe_resume()
        return data

    async def readline(self):
        """Read a line; what is left, at the end."""
        try:
            return await self.readuntil(b"\n")
        except exceptions.IncompleteReadError as error:
            return error.partial
        except exceptions.LimitOverrunError as error:
            if self._buffer.startswith(b"\n", error.consumed):
                del self._buffer[: error.consumed + 1]
            else:
                self._buffer.clear()
            self._maybe_resume()
            raise ValueError(error.args[0]) from None

    async def readuntil(self, separator=b"\n"):
        """Read up to a separator, and it."""
        separators = sorted(separator, key=len) if isinstance(separator, tuple) else [separator]
        if not separators:
            raise ValueError("Separator should contain at least one element")
        if not separators[0]:
            raise ValueError("Separator should be at least one-byte string")
        self._check()
        longest = len(separators[-1])
        start = 0
        while True:
            ends = [
                (at + len(s), at) for s in separators if (at := self._buffer.find(s, start)) >= 0
            ]
            if ends:
                end, at = min(ends)
                if at > self._limit:
                    raise exceptions.LimitOverrunError(
                        "Separator is found, but chunk is longer than limit", at
                    )
                return self._take(end)
            start = max(0, len(self._buffer) + 1 - longest)
            if start > self._limit:
                raise exceptions.LimitOverrunError(
                    "Separator is not found, and chunk exceed the limit", start
                )
            if self._eof:
                data = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(data, None)
            await self._wait("readuntil")
            self._check()

    async def read(self, n=-1):
        """Read at most so many bytes; without a number: everything up to the end."""
        self._check()
        if n == 0:
            return b""
        if n < 0:
            parts = []
            while part := await self.read(self._limit):
                parts.append(part)
            return b"".join(parts)
        if not self._buffer and not self._eof:
            await self._wait("read")
            self._check()
        return self._take(n)

    async def readexactly(self, n):
        """Read so many bytes; IncompleteReadError if the end comes before."""
        if n < 0:
            raise ValueError("readexactly size can not be less than zero")
        self._check()
        while len(self._buffer) < n:
            if self._eof:
                partial = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(partial, n)
            await self._wait("readexactly")
            self._check()
        return self._take(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if line == b"":
            raise StopAsyncIteration
        return line
