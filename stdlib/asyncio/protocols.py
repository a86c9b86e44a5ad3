"""What is told of the events of a connection."""

__all__ = ("BaseProtocol", "Protocol", "DatagramProtocol", "SubprocessProtocol", "BufferedProtocol")


class BaseProtocol:
    """What every protocol is told of."""

    def connection_made(self, transport):
        """There is a connection."""

    def connection_lost(self, exc):
        """The connection is closed; by an error, if one is given."""

    def pause_writing(self):
        """Much waits to be written."""

    def resume_writing(self):
        """There is room again."""


class Protocol(BaseProtocol):
    """What a stream's protocol is told of."""

    def data_received(self, data):
        """Bytes have come."""

    def eof_received(self):
        """No more will come; a true result keeps the connection open."""


class BufferedProtocol(BaseProtocol):
    """A protocol with a buffer of its own; transports here do not use it."""


class DatagramProtocol(BaseProtocol):
    """A protocol of datagrams."""

    def datagram_received(self, data, addr):
        """A datagram has come."""

    def error_received(self, exc):
        """Sending or receiving has failed."""


class SubprocessProtocol(BaseProtocol):
    """What the protocol of another program is told of."""

    def pipe_data_received(self, fd, data):
        """The program has written."""

    def pipe_connection_lost(self, fd, exc):
        """A pipe to the program is closed."""

    def process_exited(self):
        """The program has ended."""
