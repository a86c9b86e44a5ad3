"""The interface of multiprocessing.connection, made of queues."""

from queue import Queue

__all__ = ["Client", "Listener", "Pipe"]

families = [None]


class Listener:
    """A place where clients can connect."""

    def __init__(self, address=None, family=None, backlog=1):
        self._backlog_queue = Queue(backlog)

    def accept(self):
        """Wait for a client."""
        return Connection(*self._backlog_queue.get())

    def close(self):
        """Take no more clients."""
        self._backlog_queue = None

    @property
    def address(self):
        """Where clients can connect."""
        return self._backlog_queue

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address):
    """A connection to a listener."""
    first, second = Queue(), Queue()
    address.put((first, second))
    return Connection(second, first)


def Pipe(duplex=True):
    """Two connections that are connected."""
    first, second = Queue(), Queue()
    return Connection(first, second), Connection(second, first)


class Connection:
    """One end of two queues."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.send = self.send_bytes = _out.put
        self.recv = self.recv_bytes = _in.get

    def poll(self, timeout=0.0):
        """Whether there is something to be received."""
        if self._in.qsize() > 0:
            return True
        if timeout <= 0.0:
            return False
        with self._in.not_empty:
            self._in.not_empty.wait(timeout)
        return self._in.qsize() > 0

    def close(self):
        """Nothing need be closed."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()
