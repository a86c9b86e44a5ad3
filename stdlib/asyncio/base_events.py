"""The event loop: it calls what is due, and sleeps until something is.

The sleep is the interpreter's own wait for descriptors, so that threads run meanwhile.
"""

import os
import selectors
import signal as _signal
import socket
import sys
import threading

from _asyncio import _LoopCore

from . import events, futures

__all__ = ("BaseEventLoop", "EventLoop", "SelectorEventLoop", "Server")


def _run_until_complete_cb(future):
    if not future.cancelled() and isinstance(future._exception, (SystemExit, KeyboardInterrupt)):
        return
    future.get_loop().stop()


class Server(events.AbstractServer):
    """Listening sockets, and what to do with those who connect."""

    def __init__(self, loop, sockets, protocol_factory, backlog, ssl=None):
        self._loop = loop
        self._sockets = sockets
        self._factory = protocol_factory
        self._backlog = backlog
        self._serving = False
        self._clients = set()
        self._waiters = []
        self._forever = None

    def __repr__(self):
        return f"<{type(self).__name__} sockets={self.sockets!r}>"

    @property
    def sockets(self):
        """The listening sockets."""
        return () if self._sockets is None else tuple(self._sockets)

    def get_loop(self):
        """The loop."""
        return self._loop

    def is_serving(self):
        """Whether connections are taken."""
        return self._serving

    def _start(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            self._loop.add_reader(sock.fileno(), self._accept, sock)

    def _accept(self, sock):
        from .transports import _SocketTransport

        try:
            connection, _ = sock.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        connection.setblocking(False)
        transport = _SocketTransport(self._loop, connection, self._factory(), server=self)
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        if self._sockets is None and not self._clients:
            self._wake()

    def _wake(self):
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def close(self):
        """Take no more connections."""
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            if self._serving:
                self._loop.remove_reader(sock.fileno())
            sock.close()
        self._serving = False
        if self._forever is not None and not self._forever.done():
            self._forever.cancel()
            self._forever = None
        if not self._clients:
            self._wake()

    def close_clients(self):
        """Close the connections."""
        for transport in list(self._clients):
            transport.close()

    def abort_clients(self):
        """Close the connections at once."""
        for transport in list(self._clients):
            transport.abort()

    async def start_serving(self):
        """Take connections from now on."""
        self._start()

    async def serve_forever(self):
        """Take connections until the task is cancelled."""
        if self._forever is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._sockets is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start()
        self._forever = self._loop.create_future()
        try:
            await self._forever
        except BaseException:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._forever = None

    async def wait_closed(self):
        """Wait until the server and its connections are closed."""
        if self._sockets is None and not self._clients:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class BaseEventLoop(_LoopCore, events.AbstractEventLoop):
    """An event loop."""

    def __init__(self):
        self._thread_id = None
        self._debug = False
        self._executor = None
        self._exception_handler = None
        self._task_factory = None
        self._asyncgens = []
        self._selector = selectors.DefaultSelector()
        self._signals = {}
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._wake_out.setblocking(False)
        self._selector.register(self._wake_in, selectors.EVENT_READ, (None, None))

    def __repr__(self):
        return (
            f"<{type(self).__name__} running={self.is_running()} closed={self.is_closed()} "
            f"debug={self.get_debug()}>"
        )

    # ---- running ------------------------------------------------------------------------------

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        self._check_running()
        self._thread_id = threading.get_ident()
        events._set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            events._set_running_loop(None)

    def run_until_complete(self, future):
        """Run until a future is done; its result."""
        from .tasks import ensure_future

        self._check_closed()
        self._check_running()
        new = not futures.isfuture(future)
        future = ensure_future(future, loop=self)
        if new:
            future._log_destroy_pending = False

        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except BaseException:
            if new and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def is_running(self):
        """Whether the loop runs."""
        return self._thread_id is not None

    def close(self):
        """Close the loop."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        for number in list(self._signals):
            self.remove_signal_handler(number)
        self._end()
        if self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None
        self._selector.close()
        self._wake_in.close()
        self._wake_out.close()

    def _run_once(self):
        timeout = self._timeout()
        # Without descriptors, and with calls that are due, there is nothing to look for.
        if timeout != 0 or self._watching:
            for key, mask in self._selector.select(timeout):
                reader, writer = key.data
                if key.fileobj is self._wake_in:
                    self._drain()
                if mask & selectors.EVENT_READ and reader is not None:
                    self._add_handle(reader)
                if mask & selectors.EVENT_WRITE and writer is not None:
                    self._add_handle(writer)
        self._run_ready()

    def _drain(self):
        try:
            while self._wake_in.recv(4096):
                pass
        except (BlockingIOError, InterruptedError):
            pass

    # ---- calls --------------------------------------------------------------------------------

    def call_soon_threadsafe(self, callback, *args, context=None):
        """call_soon() from other threads, and from signal handlers."""
        handle = self.call_soon(callback, *args, context=context)
        try:
            self._wake_out.send(b"\0")
        except OSError:
            # Full: it will wake.
            pass
        return handle

    def create_future(self):
        """A new future."""
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        """Drive a coroutine; its task."""
        self._check_closed()
        if self._task_factory is None:
            return futures.Task(coro, loop=self, name=name, context=context)
        if context is None:
            task = self._task_factory(self, coro)
        else:
            task = self._task_factory(self, coro, context=context)
        if name is not None:
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        """Say how tasks are made; None: as usual."""
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        """How tasks are made."""
        return self._task_factory

    def run_in_executor(self, executor, func, *args):
        """Call a function in an executor; a future."""
        self._check_closed()
        if executor is None:
            if self._executor is None:
                from concurrent.futures import ThreadPoolExecutor

                self._executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Set the executor that is used when none is named."""
        from concurrent.futures import ThreadPoolExecutor

        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._executor = executor

    async def shutdown_asyncgens(self):
        """Close asynchronous generators: they close themselves here when they die."""

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the threads of the executor that is used when none is named."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        future = self.create_future()

        def work():
            executor.shutdown(wait=True)
            self.call_soon_threadsafe(lambda: future.done() or future.set_result(None))

        thread = threading.Thread(target=work)
        thread.start()
        if timeout is None:
            await future
        else:
            from .timeouts import timeout as limit

            async with limit(timeout):
                await future
        thread.join()

    # ---- errors, debugging --------------------------------------------------------------------

    def get_exception_handler(self):
        """What is called for exceptions that nobody catches; None: the default."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Say what is called for exceptions that nobody catches."""
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Write a report."""
        import logging

        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        error = context.get("exception")
        info = (type(error), error, error.__traceback__) if error is not None else False
        logging.getLogger("asyncio").error("\n".join(lines), exc_info=info)

    def call_exception_handler(self, context):
        """Report an exception that nobody has caught."""
        if self._exception_handler is None:
            self.default_exception_handler(context)
            return
        try:
            self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self.default_exception_handler({
                "message": "Unhandled error in exception handler", "exception": error,
                "context": context,
            })

    def get_debug(self):
        """Whether the loop is in debug mode."""
        return self._debug

    def set_debug(self, enabled):
        """Set debug mode; it changes nothing but this flag."""
        self._debug = enabled

    # ---- descriptors --------------------------------------------------------------------------

    def _watch(self, fd, reader=None, writer=None):
        self._check_closed()
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            old = (None, None)
        else:
            old = key.data
        new = (reader or old[0], writer or old[1])
        mask = (selectors.EVENT_READ if new[0] else 0) | (selectors.EVENT_WRITE if new[1] else 0)
        if old == (None, None):
            self._selector.register(fd, mask, new)
            self._watching = True
        else:
            self._selector.modify(fd, mask, new)

    def _unwatch(self, fd, which):
        if self.is_closed():
            return False
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            return False
        data = list(key.data)
        handle, data[which] = data[which], None
        mask = (selectors.EVENT_READ if data[0] else 0) | (selectors.EVENT_WRITE if data[1] else 0)
        if mask:
            self._selector.modify(fd, mask, tuple(data))
        else:
            self._selector.unregister(fd)
            self._watching = len(self._selector.get_map()) > 1
        if handle is not None:
            handle.cancel()
        return handle is not None

    def add_reader(self, fd, callback, *args):
        """Have a function called whenever a descriptor can be read."""
        self._watch(fd, reader=events.Handle(callback, args, self))

    def remove_reader(self, fd):
        """Watch a descriptor no more for reading."""
        return self._unwatch(fd, 0)

    def add_writer(self, fd, callback, *args):
        """Have a function called whenever a descriptor can be written."""
        self._watch(fd, writer=events.Handle(callback, args, self))

    def remove_writer(self, fd):
        """Watch a descriptor no more for writing."""
        return self._unwatch(fd, 1)

    async def _when_ready(self, fd, add, remove, attempt):
        while True:
            try:
                return attempt()
            except (BlockingIOError, InterruptedError):
                pass
            future = self.create_future()
            add(fd, lambda: future.done() or future.set_result(None))
            try:
                await future
            finally:
                remove(fd)

    async def sock_recv(self, sock, nbytes):
        """Receive from a socket that does not block."""
        return await self._when_ready(
            sock.fileno(), self.add_reader, self.remove_reader, lambda: sock.recv(nbytes)
        )

    async def sock_recv_into(self, sock, buf):
        """Receive into a buffer."""
        return await self._when_ready(
            sock.fileno(), self.add_reader, self.remove_reader, lambda: sock.recv_into(buf)
        )

    async def sock_sendall(self, sock, data):
        """Send everything."""
        view = memoryview(data)
        while view:
            sent = await self._when_ready(
                sock.fileno(), self.add_writer, self.remove_writer, lambda: sock.send(view)
            )
            view = view[sent:]

    async def sock_accept(self, sock):
        """Take a connection."""
        connection, address = await self._when_ready(
            sock.fileno(), self.add_reader, self.remove_reader, sock.accept
        )
        connection.setblocking(False)
        return connection, address

    async def sock_connect(self, sock, address):
        """Connect a socket."""
        try:
            sock.connect(address)
            return
        except (BlockingIOError, InterruptedError):
            pass
        future = self.create_future()
        self.add_writer(sock.fileno(), lambda: future.done() or future.set_result(None))
        try:
            await future
        finally:
            self.remove_writer(sock.fileno())
        number = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            raise OSError(number, f"Connect call failed {address}")

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo()."""
        return await self.run_in_executor(
            None, socket.getaddrinfo, host, port, family, type, proto, flags
        )

    async def create_connection(
        self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0,
        sock=None, local_addr=None, server_hostname=None,
    ):
        """Connect: (transport, protocol)."""
        from .transports import _SocketTransport

        if ssl:
            raise NotImplementedError("asyncio connections with ssl are not supported")
        if sock is None:
            errors = []
            infos = await self.getaddrinfo(
                host, port, family=family, type=socket.SOCK_STREAM, proto=proto, flags=flags
            )
            for family_, kind, proto_, _, address in infos:
                sock = socket.socket(family_, kind, proto_)
                sock.setblocking(False)
                try:
                    if local_addr is not None:
                        sock.bind(local_addr)
                    await self.sock_connect(sock, address)
                    break
                except OSError as error:
                    sock.close()
                    sock = None
                    errors.append(error)
            if sock is None:
                if len(errors) == 1 or len({str(e) for e in errors}) == 1:
                    raise errors[0]
                raise OSError(f"Multiple exceptions: {', '.join(map(str, errors))}")
        else:
            sock.setblocking(False)
        protocol = protocol_factory()
        return _SocketTransport(self, sock, protocol), protocol

    async def create_unix_connection(self, protocol_factory, path=None, *, sock=None, ssl=None):
        """Connect to a socket file: (transport, protocol)."""
        from .transports import _SocketTransport

        if sock is None:
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            sock.setblocking(False)
            await self.sock_connect(sock, os.fspath(path))
        protocol = protocol_factory()
        return _SocketTransport(self, sock, protocol), protocol

    async def create_server(
        self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC,
        flags=socket.AI_PASSIVE, sock=None, backlog=100, ssl=None, reuse_address=None,
        reuse_port=None, start_serving=True,
    ):
        """Listen: a Server."""
        if ssl:
            raise NotImplementedError("asyncio servers with ssl are not supported")
        sockets = []
        if sock is not None:
            sock.setblocking(False)
            sockets.append(sock)
        else:
            hosts = [None] if host in (None, "") else [host] if isinstance(host, str) else host
            seen = set()
            for name in hosts:
                infos = await self.getaddrinfo(
                    name, port, family=family, type=socket.SOCK_STREAM, flags=flags
                )
                for family_, kind, proto, _, address in infos:
                    if (family_, address) in seen:
                        continue
                    seen.add((family_, address))
                    sock = socket.socket(family_, kind, proto)
                    if reuse_address is not False:
                        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    if family_ == socket.AF_INET6:
                        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                    sock.setblocking(False)
                    try:
                        sock.bind(address)
                    except OSError as error:
                        sock.close()
                        for other in sockets:
                            other.close()
                        raise OSError(
                            error.errno,
                            f"error while attempting to bind on address {address!r}: "
                            f"{str(error.strerror).lower()}",
                        ) from None
                    sockets.append(sock)
        server = Server(self, sockets, protocol_factory, backlog)
        if start_serving:
            server._start()
        return server

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, start_serving=True):
        """Listen at a socket file: a Server."""
        if sock is None:
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            path = os.fspath(path)
            if os.path.exists(path):
                os.unlink(path)
            sock.bind(path)
        sock.setblocking(False)
        server = Server(self, [sock], protocol_factory, backlog)
        if start_serving:
            server._start()
        return server

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Read from a pipe: (transport, protocol)."""
        from .transports import _ReadPipe

        protocol = protocol_factory()
        return _ReadPipe(self, pipe, protocol), protocol

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to a pipe: (transport, protocol)."""
        from .transports import _WritePipe

        protocol = protocol_factory()
        return _WritePipe(self, pipe, protocol), protocol

    # ---- signals ------------------------------------------------------------------------------

    def add_signal_handler(self, sig, callback, *args):
        """Have a function called in the loop on a signal."""
        if sig not in _signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")
        self._check_closed()
        handle = events.Handle(callback, args, self)
        _signal.signal(sig, lambda number, frame: self._on_signal(number))
        self._signals[sig] = handle

    def _on_signal(self, number):
        handle = self._signals.get(number)
        if handle is not None:
            self._add_handle(handle)
            try:
                self._wake_out.send(b"\0")
            except OSError:
                pass

    def remove_signal_handler(self, sig):
        """Let a signal do what it usually does."""
        if self._signals.pop(sig, None) is None:
            return False
        usual = _signal.default_int_handler if sig == _signal.SIGINT else _signal.SIG_DFL
        _signal.signal(sig, usual)
        return True


class SelectorEventLoop(BaseEventLoop):
    """An event loop."""


SelectorEventLoop.__name__ = SelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"
SelectorEventLoop.__module__ = "asyncio.unix_events"
EventLoop = SelectorEventLoop
