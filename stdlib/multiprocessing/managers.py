"""Objects that live in a server process, and proxies that stand for them elsewhere.

Requests and answers are those of CPython 3.8 to 3.13: (identity, method, arguments, keywords) one
way, (kind, value) the other, so that either end may be either interpreter. The unit of a
conversation is a connection: one for each request to the server itself, and one for each thread
that uses proxies, in which the server calls the objects' methods.
"""

import os
import queue
import sys
import threading
import time
import types

from . import ProcessError, connection, context, get_context, pool, process, util
from .reduction import ForkingPickler

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token", "SharedMemoryManager"]


def _report(error):
    import _thread

    return _thread._format_exception(error)


class Token:
    """Where an object lives: its type's name, the server's address, its identity there."""

    __slots__ = ("typeid", "address", "id")

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return (self.typeid, self.address, self.id)

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return (
            f"{type(self).__name__}(typeid={self.typeid!r}, address={self.address!r}, id={self.id!r})"
        )


class RemoteError(Exception):
    """Something in the server has failed; its traceback is the text."""

    def __str__(self):
        line = "-" * 75
        return f"\n{line}\n{self.args[0]}{line}"


def convert_to_error(kind, result):
    """The exception that an answer tells of."""
    if kind == "#ERROR":
        return result
    if kind in ("#TRACEBACK", "#UNSERIALIZABLE"):
        if not isinstance(result, str):
            raise TypeError(
                f"Result {result!r} (kind '{kind}') type is {type(result)}, not str"
            )
        if kind == "#UNSERIALIZABLE":
            return RemoteError("Unserializable message: %s\n" % result)
        return RemoteError(result)
    return ValueError(f"Unrecognized message type {kind!r}")


def dispatch(c, id, methodname, args=(), kwds={}):
    """Make a request over a connection; the result."""
    c.send((id, methodname, args, kwds))
    kind, result = c.recv()
    if kind == "#RETURN":
        return result
    try:
        raise convert_to_error(kind, result)
    finally:
        del result


def all_methods(obj):
    """The names of an object's methods."""
    return [name for name in dir(obj) if callable(getattr(obj, name, None))]


def public_methods(obj):
    """The names of an object's methods that do not begin with an underscore."""
    return [name for name in all_methods(obj) if name[0] != "_"]


class Server:
    """What runs in a manager's process."""

    public = [
        "shutdown", "create", "accept_connection", "get_methods", "debug_info",
        "number_of_objects", "dummy", "incref", "decref",
    ]

    def __init__(self, registry, address, authkey, serializer):
        if not isinstance(authkey, bytes):
            raise TypeError(f"Authkey {authkey!r} is type {type(authkey)!s}, not bytes")
        self.registry = registry
        self.authkey = process.AuthenticationString(authkey)
        self.listener = connection.Listener(address=address, backlog=128)
        self.address = self.listener.address
        self.id_to_obj = {"0": (None, ())}
        self.id_to_refcount = {}
        self.mutex = threading.Lock()

    def serve_forever(self):
        """Serve until a client asks for the end."""
        self.stop_event = threading.Event()
        process.current_process()._manager_server = self
        try:
            threading.Thread(target=self.accepter, daemon=True).start()
            try:
                while not self.stop_event.is_set():
                    self.stop_event.wait(1)
            except (KeyboardInterrupt, SystemExit):
                pass
        finally:
            util._flush_std_streams()
            if sys.stdout != sys.__stdout__:
                sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            sys.exit(0)

    def accepter(self):
        """Take clients in, each in a thread of its own."""
        while True:
            try:
                client = self.listener._listener.accept()
            except OSError:
                if self.listener._listener is None:
                    return
                continue
            threading.Thread(target=self.handle_request, args=(client,), daemon=True).start()

    def handle_request(self, conn):
        """A client's first request, once it has proved that it knows the key."""
        try:
            connection.deliver_challenge(conn, self.authkey)
            connection.answer_challenge(conn, self.authkey)
            self._handle_request(conn)
        except (SystemExit, EOFError, OSError, ProcessError):
            # Whoever is at the other end has gone, or is nobody we know.
            pass
        finally:
            conn.close()

    def _handle_request(self, c):
        request = None
        try:
            request = c.recv()
            _, name, args, kwds = request
            assert name in self.public, f"{name!r} unrecognized"
            function = getattr(self, name)
        except Exception as error:
            message = ("#TRACEBACK", _report(error))
        else:
            try:
                result = function(c, *args, **kwds)
            except Exception as error:
                message = ("#TRACEBACK", _report(error))
            else:
                message = ("#RETURN", result)
        try:
            c.send(message)
        except Exception as error:
            try:
                c.send(("#TRACEBACK", _report(error)))
            except Exception:
                pass

    def serve_client(self, conn):
        """Call methods of objects for as long as the client wants."""
        send = conn.send
        while True:
            name = obj = None
            try:
                ident, name, args, kwds = conn.recv()
                try:
                    obj, exposed, method_types = self.id_to_obj[ident]
                except KeyError as error:
                    if ident not in self.id_to_obj:
                        raise error
                if name not in exposed:
                    raise AttributeError(
                        f"method {name!r} of {type(obj)!r} object is not in exposed={exposed!r}"
                    )
                try:
                    result = getattr(obj, name)(*args, **kwds)
                except Exception as error:
                    message = ("#ERROR", error)
                else:
                    typeid = method_types and method_types.get(name, None)
                    if typeid:
                        new_id, new_exposed = self.create(conn, typeid, result)
                        token = Token(typeid, self.address, new_id)
                        message = ("#PROXY", (new_exposed, token))
                    else:
                        message = ("#RETURN", result)
            except AttributeError as error:
                if name is None:
                    message = ("#TRACEBACK", _report(error))
                else:
                    try:
                        fallback = self.fallback_mapping[name]
                        message = ("#RETURN", fallback(self, conn, ident, obj, *args, **kwds))
                    except Exception:
                        message = ("#TRACEBACK", _report(error))
            except EOFError:
                sys.exit(0)
            except OSError:
                sys.exit(0)
            except Exception as error:
                message = ("#TRACEBACK", _report(error))
            try:
                try:
                    send(message)
                except OSError:
                    raise
                except Exception as error:
                    send(("#UNSERIALIZABLE", _report(error)))
            except Exception:
                conn.close()
                sys.exit(1)

    def fallback_getvalue(self, conn, ident, obj):
        """The object itself."""
        return obj

    def fallback_str(self, conn, ident, obj):
        """The object's text."""
        return str(obj)

    def fallback_repr(self, conn, ident, obj):
        """The object's representation."""
        return repr(obj)

    fallback_mapping = {
        "__str__": fallback_str, "__repr__": fallback_repr, "#GETVALUE": fallback_getvalue,
    }

    # ---- requests -----------------------------------------------------------------------------

    def dummy(self, c):
        """Nothing: shows that the server is there."""

    def debug_info(self, c):
        """The objects that live here, as text."""
        with self.mutex:
            lines = [
                f"  {ident}:       refcount={self.id_to_refcount[ident]}\n"
                f"    {str(self.id_to_obj[ident][0])[:75]}"
                for ident in sorted(self.id_to_refcount) if ident != "0"
            ]
        return "\n".join(lines)

    def number_of_objects(self, c):
        """How many objects live here."""
        return len(self.id_to_refcount)

    def shutdown(self, c):
        """The end of the server."""
        try:
            c.send(("#RETURN", None))
        finally:
            self.stop_event.set()

    def create(self, c, typeid, /, *args, **kwds):
        """A new object; its identity and the names of its methods."""
        with self.mutex:
            make, exposed, method_types, _ = self.registry[typeid]
            if make is None:
                if kwds or len(args) != 1:
                    raise ValueError("Without callable, must have one non-keyword argument")
                obj = args[0]
            else:
                obj = make(*args, **kwds)
            if exposed is None:
                exposed = public_methods(obj)
            if method_types is not None:
                if not isinstance(method_types, dict):
                    raise TypeError(
                        f"Method_to_typeid {method_types!r}: type {type(method_types)!s}, not dict"
                    )
                exposed = list(exposed) + list(method_types)
            ident = f"{id(obj):x}"
            self.id_to_obj[ident] = (obj, set(exposed), method_types)
            if ident not in self.id_to_refcount:
                self.id_to_refcount[ident] = 0
        self.incref(c, ident)
        return ident, tuple(exposed)

    def get_methods(self, c, token):
        """The names of an object's methods."""
        return tuple(self.id_to_obj[token.id][1])

    def accept_connection(self, c, name):
        """From now on the connection is for calls of methods."""
        threading.current_thread().name = name
        c.send(("#RETURN", None))
        self.serve_client(c)

    def incref(self, c, ident):
        """One more proxy stands for an object."""
        with self.mutex:
            if ident not in self.id_to_refcount:
                raise KeyError(ident)
            self.id_to_refcount[ident] += 1

    def decref(self, c, ident):
        """One proxy less stands for an object; with the last one it goes."""
        with self.mutex:
            if ident not in self.id_to_refcount:
                return
            if self.id_to_refcount[ident] <= 0:
                raise AssertionError(
                    f"Id {ident!s} ({self.id_to_obj[ident]!r}) has refcount "
                    f"{self.id_to_refcount[ident]:n}, not 1+"
                )
            self.id_to_refcount[ident] -= 1
            if self.id_to_refcount[ident] == 0:
                del self.id_to_refcount[ident]
                gone = self.id_to_obj.pop(ident, None)
                del gone


class State:
    """What a manager is doing."""

    __slots__ = ["value"]
    INITIAL = 0
    STARTED = 1
    SHUTDOWN = 2


class BaseManager:
    """A server process, seen from outside; subclasses register what can live in it."""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        if serializer not in ("pickle", "xmlrpclib"):
            raise ValueError(f"unknown serializer {serializer!r}")
        if serializer != "pickle":
            raise NotImplementedError("the serializer 'xmlrpclib' is not supported")
        if authkey is None:
            authkey = process.current_process().authkey
        self._address = address
        self._authkey = process.AuthenticationString(authkey)
        self._state = State()
        self._state.value = State.INITIAL
        self._serializer = serializer
        self._ctx = ctx or get_context()
        self._shutdown_timeout = shutdown_timeout

    def _check_initial(self):
        if self._state.value != State.INITIAL:
            if self._state.value == State.STARTED:
                raise ProcessError("Already started server")
            if self._state.value == State.SHUTDOWN:
                raise ProcessError("Manager has shut down")
            raise ProcessError(f"Unknown state {self._state.value!r}")

    def get_server(self):
        """The server itself, to be run in this process."""
        self._check_initial()
        return Server(self._registry, self._address, self._authkey, self._serializer)

    def connect(self):
        """Use a server that runs already."""
        conn = connection.Client(self._address, authkey=self._authkey)
        try:
            dispatch(conn, None, "dummy")
        finally:
            conn.close()
        self._state.value = State.STARTED

    def start(self, initializer=None, initargs=()):
        """Start a server process."""
        self._check_initial()
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        reader, writer = connection.Pipe(duplex=False)
        self._process = self._ctx.Process(
            target=type(self)._run_server,
            args=(
                self._registry, self._address, self._authkey, self._serializer, writer,
                initializer, initargs,
            ),
        )
        ident = ":".join(str(i) for i in self._process._identity)
        self._process.name = type(self).__name__ + "-" + ident
        self._process.start()
        writer.close()
        self._address = reader.recv()
        reader.close()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(
            self, type(self)._finalize_manager,
            args=(
                self._process, self._address, self._authkey, self._state, self._shutdown_timeout,
            ),
            exitpriority=0,
        )

    @classmethod
    def _run_server(cls, registry, address, authkey, serializer, writer, initializer=None, initargs=()):
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if initializer is not None:
            initializer(*initargs)
        server = cls._Server(registry, address, authkey, serializer)
        writer.send(server.address)
        writer.close()
        server.serve_forever()

    def _create(self, typeid, /, *args, **kwds):
        assert self._state.value == State.STARTED, "server not yet started"
        conn = connection.Client(self._address, authkey=self._authkey)
        try:
            ident, exposed = dispatch(conn, None, "create", (typeid,) + args, kwds)
        finally:
            conn.close()
        return Token(typeid, self._address, ident), exposed

    def join(self, timeout=None):
        """Wait for the server process's end."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def _debug_info(self):
        conn = connection.Client(self._address, authkey=self._authkey)
        try:
            return dispatch(conn, None, "debug_info")
        finally:
            conn.close()

    def _number_of_objects(self):
        conn = connection.Client(self._address, authkey=self._authkey)
        try:
            return dispatch(conn, None, "number_of_objects")
        finally:
            conn.close()

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        if self._state.value != State.STARTED:
            if self._state.value == State.INITIAL:
                raise ProcessError("Unable to start server")
            if self._state.value == State.SHUTDOWN:
                raise ProcessError("Manager has shut down")
            raise ProcessError(f"Unknown state {self._state.value!r}")
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @staticmethod
    def _finalize_manager(server, address, authkey, state, shutdown_timeout):
        if server.is_alive():
            try:
                conn = connection.Client(address, authkey=authkey)
                try:
                    dispatch(conn, None, "shutdown")
                finally:
                    conn.close()
            except Exception:
                pass
            server.join(timeout=shutdown_timeout)
            if server.is_alive():
                server.terminate()
                server.join(timeout=shutdown_timeout)
                if server.is_alive():
                    server.kill()
                    server.join()
        state.value = State.SHUTDOWN
        BaseProxy._address_to_local.pop(address, None)

    @property
    def address(self):
        """Where the server is."""
        return self._address

    @classmethod
    def register(
        cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None,
        create_method=True,
    ):
        """Let objects of a type live in the server, and give the manager a method to make them."""
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, "_exposed_", None)
        method_to_typeid = method_to_typeid or getattr(proxytype, "_method_to_typeid_", None)
        if method_to_typeid:
            for key, value in list(method_to_typeid.items()):
                assert type(key) is str, f"{key!r} is not a string"
                assert type(value) is str, f"{value!r} is not a string"
        cls._registry[typeid] = (callable, exposed, method_to_typeid, proxytype)
        if not create_method:
            return

        def make(self, /, *args, **kwds):
            token, methods = self._create(typeid, *args, **kwds)
            proxy = proxytype(
                token, self._serializer, manager=self, authkey=self._authkey, exposed=methods
            )
            conn = connection.Client(token.address, authkey=self._authkey)
            dispatch(conn, None, "decref", (token.id,))
            conn.close()
            return proxy

        make.__name__ = typeid
        setattr(cls, typeid, make)


class ProcessLocalSet(set):
    """A set that is empty in new processes."""

    def __init__(self):
        util.register_after_fork(self, lambda obj: obj.clear())

    def __reduce__(self):
        return type(self), ()


class BaseProxy:
    """Stands for an object that lives in a server."""

    _address_to_local = {}
    _mutex = util.ForkAwareThreadLock()
    _next_serial = 1

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
        with BaseProxy._mutex:
            known = BaseProxy._address_to_local.get(token.address)
            if known is None:
                known = util.ForkAwareLocal(), ProcessLocalSet()
                BaseProxy._address_to_local[token.address] = known
            self._serial = BaseProxy._next_serial
            BaseProxy._next_serial += 1
        self._tls, self._all_serials = known
        self._idset = self._all_serials
        self._token = token
        self._id = token.id
        self._manager = manager
        self._serializer = serializer
        self._owned_by_manager = manager_owned
        if authkey is not None:
            self._authkey = process.AuthenticationString(authkey)
        elif manager is not None:
            self._authkey = manager._authkey
        else:
            self._authkey = process.current_process().authkey
        if incref:
            self._incref()
        util.register_after_fork(self, BaseProxy._after_fork)

    def _connect(self):
        name = process.current_process().name
        if threading.current_thread().name != "MainThread":
            name += "|" + threading.current_thread().name
        conn = connection.Client(self._token.address, authkey=self._authkey)
        dispatch(conn, None, "accept_connection", (name,))
        self._tls.connection = conn

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object; its result."""
        try:
            conn = self._tls.connection
        except AttributeError:
            self._connect()
            conn = self._tls.connection
        conn.send((self._id, methodname, args, kwds))
        kind, result = conn.recv()
        if kind == "#RETURN":
            return result
        if kind == "#PROXY":
            exposed, token = result
            proxytype = self._manager._registry[token.typeid][-1]
            token.address = self._token.address
            proxy = proxytype(
                token, self._serializer, manager=self._manager, authkey=self._authkey,
                exposed=exposed,
            )
            conn = connection.Client(token.address, authkey=self._authkey)
            dispatch(conn, None, "decref", (token.id,))
            conn.close()
            return proxy
        try:
            raise convert_to_error(kind, result)
        finally:
            del result

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod("#GETVALUE")

    def _incref(self):
        if self._owned_by_manager:
            return
        conn = connection.Client(self._token.address, authkey=self._authkey)
        dispatch(conn, None, "incref", (self._id,))
        conn.close()
        self._all_serials.add(self._serial)
        state = self._manager and self._manager._state
        self._close = util.Finalize(
            self, BaseProxy._decref,
            args=(self._token, self._serial, self._authkey, state, self._tls, self._all_serials),
            exitpriority=10,
        )

    @staticmethod
    def _decref(token, serial, authkey, state, tls, serials):
        serials.discard(serial)
        if state is None or state.value == State.STARTED:
            try:
                conn = connection.Client(token.address, authkey=authkey)
                dispatch(conn, None, "decref", (token.id,))
                conn.close()
            except Exception:
                # The server has gone, and the object with it.
                pass
        # Without proxies, this thread's connection has no use.
        if not serials and hasattr(tls, "connection"):
            tls.connection.close()
            del tls.connection

    def _after_fork(self):
        self._manager = None
        try:
            self._incref()
        except Exception as error:
            util.info("incref failed: %s" % error)

    def __reduce__(self):
        kwds = {}
        if context.get_spawning_popen() is not None:
            kwds["authkey"] = self._authkey
        if getattr(self, "_isauto", False):
            kwds["exposed"] = self._exposed_
            return RebuildProxy, (AutoProxy, self._token, self._serializer, kwds)
        return RebuildProxy, (type(self), self._token, self._serializer, kwds)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f"<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>"

    def __str__(self):
        try:
            return self._callmethod("__repr__")
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    """A proxy out of a pickle; in the server itself, the object."""
    server = getattr(process.current_process(), "_manager_server", None)
    if server and server.address == token.address:
        kwds["manager_owned"] = True
        return server.id_to_obj[token.id][0]
    incref = kwds.pop("incref", True) and not getattr(process.current_process(), "_inheriting", False)
    return func(token, serializer, incref=incref, **kwds)


def MakeProxyType(name, exposed, _cache={}):
    """A class of proxies with certain methods."""
    exposed = tuple(exposed)
    if (name, exposed) in _cache:
        return _cache[name, exposed]
    members = {}
    for method in exposed:
        members[method] = _method(method)
    proxytype = type(name, (BaseProxy,), members)
    proxytype._exposed_ = exposed
    _cache[name, exposed] = proxytype
    return proxytype


def _method(name):
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)

    method.__name__ = name
    return method


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """A proxy with the methods that the object has."""
    if exposed is None:
        conn = connection.Client(token.address, authkey=authkey)
        try:
            exposed = dispatch(conn, None, "get_methods", (token,))
        finally:
            conn.close()
    if authkey is None and manager is not None:
        authkey = manager._authkey
    if authkey is None:
        authkey = process.current_process().authkey
    proxytype = MakeProxyType(f"AutoProxy[{token.typeid}]", exposed)
    proxy = proxytype(
        token, serializer, manager=manager, authkey=authkey, incref=incref,
        manager_owned=manager_owned,
    )
    proxy._isauto = True
    return proxy


# ---- what a SyncManager offers ------------------------------------------------------------------


class Namespace:
    """An object for attributes."""

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = sorted(f"{n}={v!r}" for n, v in self.__dict__.items() if not n.startswith("_"))
        return f"{type(self).__name__}({', '.join(items)})"


class Value:
    """An object with a value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        """The value."""
        return self._value

    def set(self, value):
        """Set the value."""
        self._value = value

    def __repr__(self):
        return f"{type(self).__name__}({self._typecode!r}, {self._value!r})"

    value = property(get, set)


def Array(typecode, sequence, lock=True):
    """An array."""
    import array

    return array.array(typecode, sequence)


class IteratorProxy(BaseProxy):
    """Stands for an iterator."""

    _exposed_ = ("__next__", "send", "throw", "close")

    def __iter__(self):
        return self

    def __next__(self, *args):
        return self._callmethod("__next__", args)

    def send(self, *args):
        """Go on with a value."""
        return self._callmethod("send", args)

    def throw(self, *args):
        """Go on with an exception."""
        return self._callmethod("throw", args)

    def close(self, *args):
        """End."""
        return self._callmethod("close", args)


class AcquirerProxy(BaseProxy):
    """Stands for a lock."""

    _exposed_ = ("acquire", "release")

    def acquire(self, blocking=True, timeout=None):
        """Take the lock."""
        args = (blocking,) if timeout is None else (blocking, timeout)
        return self._callmethod("acquire", args)

    def release(self):
        """Release the lock."""
        return self._callmethod("release")

    def __enter__(self):
        return self._callmethod("acquire")

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod("release")


class ConditionProxy(AcquirerProxy):
    """Stands for a condition."""

    _exposed_ = ("acquire", "release", "wait", "notify", "notify_all")

    def wait(self, timeout=None):
        """Wait for a notification."""
        return self._callmethod("wait", (timeout,))

    def notify(self, n=1):
        """Wake some."""
        return self._callmethod("notify", (n,))

    def notify_all(self):
        """Wake all."""
        return self._callmethod("notify_all")

    def wait_for(self, predicate, timeout=None):
        """Wait until a predicate is true."""
        result = predicate()
        end = None if timeout is None else time.monotonic() + timeout
        while not result:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result


class EventProxy(BaseProxy):
    """Stands for an event."""

    _exposed_ = ("is_set", "set", "clear", "wait")

    def is_set(self):
        """Whether the flag is set."""
        return self._callmethod("is_set")

    def set(self):
        """Set the flag."""
        return self._callmethod("set")

    def clear(self):
        """Take the flag down."""
        return self._callmethod("clear")

    def wait(self, timeout=None):
        """Wait for the flag."""
        return self._callmethod("wait", (timeout,))


class BarrierProxy(BaseProxy):
    """Stands for a barrier."""

    _exposed_ = ("__getattribute__", "wait", "abort", "reset")

    def wait(self, timeout=None):
        """Wait for the others."""
        return self._callmethod("wait", (timeout,))

    def abort(self):
        """Break the barrier."""
        return self._callmethod("abort")

    def reset(self):
        """Start anew."""
        return self._callmethod("reset")

    @property
    def parties(self):
        """How many it takes."""
        return self._callmethod("__getattribute__", ("parties",))

    @property
    def n_waiting(self):
        """How many wait."""
        return self._callmethod("__getattribute__", ("n_waiting",))

    @property
    def broken(self):
        """Whether the barrier is broken."""
        return self._callmethod("__getattribute__", ("broken",))


class NamespaceProxy(BaseProxy):
    """Stands for a namespace."""

    _exposed_ = ("__getattribute__", "__setattr__", "__delattr__")

    def __getattr__(self, key):
        if key[0] == "_":
            return object.__getattribute__(self, key)
        return object.__getattribute__(self, "_callmethod")("__getattribute__", (key,))

    def __setattr__(self, key, value):
        if key[0] == "_":
            return object.__setattr__(self, key, value)
        return object.__getattribute__(self, "_callmethod")("__setattr__", (key, value))

    def __delattr__(self, key):
        if key[0] == "_":
            return object.__delattr__(self, key)
        return object.__getattribute__(self, "_callmethod")("__delattr__", (key,))


class ValueProxy(BaseProxy):
    """Stands for a value."""

    _exposed_ = ("get", "set")

    def get(self):
        """The value."""
        return self._callmethod("get")

    def set(self, value):
        """Set the value."""
        return self._callmethod("set", (value,))

    value = property(get, set)

    @classmethod
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


BaseListProxy = MakeProxyType("BaseListProxy", (
    "__add__", "__contains__", "__delitem__", "__getitem__", "__imul__", "__len__", "__mul__",
    "__reversed__", "__rmul__", "__setitem__", "append", "clear", "copy", "count", "extend",
    "index", "insert", "pop", "remove", "reverse", "sort",
))


class ListProxy(BaseListProxy):
    """Stands for a list."""

    def __iadd__(self, value):
        self._callmethod("extend", (value,))
        return self

    def __imul__(self, value):
        self._callmethod("__imul__", (value,))
        return self

    @classmethod
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


_BaseDictProxy = MakeProxyType("_BaseDictProxy", (
    "__contains__", "__delitem__", "__getitem__", "__ior__", "__iter__", "__len__", "__or__",
    "__reversed__", "__ror__", "__setitem__", "clear", "copy", "fromkeys", "get", "items", "keys",
    "pop", "popitem", "setdefault", "update", "values",
))
_BaseDictProxy._method_to_typeid_ = {"__iter__": "Iterator"}


class DictProxy(_BaseDictProxy):
    """Stands for a dict."""

    def __ior__(self, value):
        self._callmethod("__ior__", (value,))
        return self

    @classmethod
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


ArrayProxy = MakeProxyType("ArrayProxy", ("__len__", "__getitem__", "__setitem__"))

BasePoolProxy = MakeProxyType("PoolProxy", (
    "apply", "apply_async", "close", "imap", "imap_unordered", "join", "map", "map_async",
    "starmap", "starmap_async", "terminate",
))
BasePoolProxy._method_to_typeid_ = {
    "apply_async": "AsyncResult", "map_async": "AsyncResult", "starmap_async": "AsyncResult",
    "imap": "Iterator", "imap_unordered": "Iterator",
}


class PoolProxy(BasePoolProxy):
    """Stands for a pool."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class SyncManager(BaseManager):
    """A manager with locks, queues, lists, dicts and the like."""


SyncManager.register("Queue", queue.Queue)
SyncManager.register("JoinableQueue", queue.Queue)
SyncManager.register("Event", threading.Event, EventProxy)
SyncManager.register("Lock", threading.Lock, AcquirerProxy)
SyncManager.register("RLock", threading.RLock, AcquirerProxy)
SyncManager.register("Semaphore", threading.Semaphore, AcquirerProxy)
SyncManager.register("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy)
SyncManager.register("Condition", threading.Condition, ConditionProxy)
SyncManager.register("Barrier", threading.Barrier, BarrierProxy)
SyncManager.register("Pool", pool.Pool, PoolProxy)
SyncManager.register("list", list, ListProxy)
SyncManager.register("dict", dict, DictProxy)
SyncManager.register("Value", Value, ValueProxy)
SyncManager.register("Array", Array, ArrayProxy)
SyncManager.register("Namespace", Namespace, NamespaceProxy)
SyncManager.register("Iterator", proxytype=IteratorProxy, create_method=False)
SyncManager.register("AsyncResult", create_method=False)


class SharedMemoryManager(BaseManager):
    """A manager that takes down the shared memory that it has made."""

    def __init__(self, *args, **kwargs):
        BaseManager.__init__(self, *args, **kwargs)
        self._segments = []

    def SharedMemory(self, size):
        """A new block of shared memory."""
        from .shared_memory import SharedMemory

        block = SharedMemory(None, create=True, size=size)
        self._segments.append(block)
        return block

    def ShareableList(self, sequence):
        """A new list in shared memory."""
        from .shared_memory import ShareableList

        block = ShareableList(sequence)
        self._segments.append(block.shm)
        return block

    def __exit__(self, *args):
        for block in self._segments:
            block.close()
            block.unlink()
        self._segments.clear()
        super().__exit__(*args)
