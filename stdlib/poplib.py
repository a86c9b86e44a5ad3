"""poplib: fetching mail (RFC 1939)."""

import errno
import re
import socket

__all__ = ['POP3', 'error_proto', 'POP3_SSL']


class error_proto(Exception):
    """The server answered with an error."""


POP3_PORT = 110
POP3_SSL_PORT = 995
CR = b'\r'
LF = b'\n'
CRLF = CR + LF
_MAXLINE = 2048


class POP3:
    """A connection to a mailbox."""

    encoding = 'UTF-8'

    def __init__(self, host, port=POP3_PORT, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self.host = host
        self.port = port
        self._tls_established = False
        self.sock = self._create_socket(timeout)
        self.file = self.sock.makefile('rb')
        self._debugging = 0
        self.welcome = self._getresp()

    def _create_socket(self, timeout):
        if timeout is not None and not timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        return socket.create_connection((self.host, self.port), timeout)

    def _putline(self, line):
        if self._debugging > 1:
            print('*put*', repr(line))
        self.sock.sendall(line + CRLF)

    def _putcmd(self, line):
        if self._debugging:
            print('*cmd*', repr(line))
        self._putline(bytes(line, self.encoding))

    def _getline(self):
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise error_proto('line too long')
        if self._debugging > 1:
            print('*get*', repr(line))
        if not line:
            raise error_proto('-ERR EOF')
        octets = len(line)
        if line[-2:] == CRLF:
            return line[:-2], octets
        if line[:1] == CR:
            return line[1:-1], octets
        return line[:-1], octets

    def _getresp(self):
        resp, _ = self._getline()
        if self._debugging > 1:
            print('*resp*', repr(resp))
        if not resp.startswith(b'+'):
            raise error_proto(resp)
        return resp

    def _getlongresp(self):
        resp = self._getresp()
        lines = []
        octets = 0
        line, count = self._getline()
        while line != b'.':
            if line.startswith(b'..'):
                count -= 1
                line = line[1:]
            octets += count
            lines.append(line)
            line, count = self._getline()
        return resp, lines, octets

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line):
        self._putcmd(line)
        return self._getlongresp()

    def getwelcome(self):
        """The server's greeting."""
        return self.welcome

    def set_debuglevel(self, level):
        """Print what is sent and received."""
        self._debugging = level

    def user(self, user):
        """USER"""
        return self._shortcmd('USER %s' % user)

    def pass_(self, pswd):
        """PASS"""
        return self._shortcmd('PASS %s' % pswd)

    def stat(self):
        """STAT: how many messages, how many bytes."""
        words = self._shortcmd('STAT').split()
        if self._debugging:
            print('*stat*', repr(words))
        return int(words[1]), int(words[2])

    def list(self, which=None):
        """LIST: the messages and their sizes."""
        if which is not None:
            return self._shortcmd('LIST %s' % which)
        return self._longcmd('LIST')

    def retr(self, which):
        """RETR: a message."""
        return self._longcmd('RETR %s' % which)

    def dele(self, which):
        """DELE: delete a message."""
        return self._shortcmd('DELE %s' % which)

    def noop(self):
        """NOOP"""
        return self._shortcmd('NOOP')

    def rset(self):
        """RSET: delete nothing after all."""
        return self._shortcmd('RSET')

    def quit(self):
        """QUIT"""
        resp = self._shortcmd('QUIT')
        self.close()
        return resp

    def close(self):
        """Close the connection."""
        try:
            file, self.file = self.file, None
            if file is not None:
                file.close()
        finally:
            sock, self.sock = self.sock, None
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError as exc:
                    # The server may have closed it before.
                    if exc.errno != errno.ENOTCONN:
                        raise
                finally:
                    sock.close()

    def rpop(self, user):
        """RPOP"""
        return self._shortcmd('RPOP %s' % user)

    timestamp = re.compile(br'\+OK.[^<]*(<.*>)')

    def apop(self, user, password):
        """APOP: log in without sending the password."""
        secret = bytes(password, self.encoding)
        match = self.timestamp.match(self.welcome)
        if not match:
            raise error_proto('-ERR APOP not supported by server')
        import hashlib
        digest = hashlib.md5(match.group(1) + secret).hexdigest()
        return self._shortcmd('APOP %s %s' % (user, digest))

    def top(self, which, howmuch):
        """TOP: the headers and some lines of a message."""
        return self._longcmd('TOP %s %s' % (which, howmuch))

    def uidl(self, which=None):
        """UIDL: identifiers of messages."""
        if which is not None:
            return self._shortcmd('UIDL %s' % which)
        return self._longcmd('UIDL')

    def utf8(self):
        """UTF8"""
        return self._shortcmd('UTF8')

    def capa(self):
        """CAPA: what the server can do."""
        found = {}
        try:
            for line in self._longcmd('CAPA')[1]:
                name, *rest = line.decode('ascii').split()
                found[name] = rest
        except error_proto:
            raise error_proto('-ERR CAPA not supported by server')
        return found

    def stls(self, context=None):
        """STLS: begin to encrypt."""
        if self._tls_established:
            raise error_proto('-ERR TLS session already established')
        if 'STLS' not in self.capa():
            raise error_proto('-ERR STLS not supported by server')
        import ssl
        if context is None:
            context = ssl._create_stdlib_context()
        resp = self._shortcmd('STLS')
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rb')
        self._tls_established = True
        return resp


class POP3_SSL(POP3):
    """A connection that is encrypted from the beginning."""

    def __init__(self, host, port=POP3_SSL_PORT, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 context=None):
        if context is None:
            import ssl
            context = ssl._create_stdlib_context()
        self.context = context
        POP3.__init__(self, host, port, timeout)

    def _create_socket(self, timeout):
        return self.context.wrap_socket(POP3._create_socket(self, timeout),
                                        server_hostname=self.host)

    def stls(self, context=None):
        """It is encrypted already."""
        raise error_proto('-ERR TLS session already established')
