"""wsgiref.handlers: who calls an application and sends what it gives."""

import os
import sys
import time

from .headers import Headers
from .util import FileWrapper, guess_scheme, is_hop_by_hop

__all__ = ['BaseHandler', 'SimpleHandler', 'BaseCGIHandler', 'CGIHandler', 'IISCGIHandler',
           'read_environ']

_weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov',
              'Dec']


def format_date_time(timestamp):
    """A time as headers have it."""
    year, month, day, hh, mm, ss, wd, _, _ = time.gmtime(timestamp)
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (_weekdayname[wd], day, _monthname[month],
                                                    year, hh, mm, ss)


def read_environ():
    """The environment, as WSGI wants text."""
    return {k: v.encode('utf-8', 'surrogateescape').decode('iso-8859-1')
            for k, v in os.environ.items()}


class BaseHandler:
    """Runs one request."""

    wsgi_version = (1, 0)
    wsgi_multithread = True
    wsgi_multiprocess = True
    wsgi_run_once = False
    origin_server = True
    http_version = '1.0'
    server_software = None
    os_environ = read_environ()
    wsgi_file_wrapper = FileWrapper
    headers_class = Headers
    traceback_limit = None
    error_status = '500 Internal Server Error'
    error_headers = [('Content-Type', 'text/plain')]
    error_body = b'A server error occurred.  Please contact the administrator.'
    status = result = None
    headers_sent = False
    headers = None
    bytes_sent = 0

    def run(self, application):
        """Call the application, and send what it gives."""
        try:
            self.setup_environ()
            self.result = application(self.environ, self.start_response)
            self.finish_response()
        except (ConnectionAbortedError, BrokenPipeError, ConnectionResetError):
            # The client has gone.
            return
        except:
            try:
                self.handle_error()
            except:
                # Not even the error can be told.
                self.close()
                raise

    def setup_environ(self):
        """Make the environment of the request."""
        env = self.environ = self.os_environ.copy()
        self.add_cgi_vars()
        env['wsgi.input'] = self.get_stdin()
        env['wsgi.errors'] = self.get_stderr()
        env['wsgi.version'] = self.wsgi_version
        env['wsgi.run_once'] = self.wsgi_run_once
        env['wsgi.url_scheme'] = self.get_scheme()
        env['wsgi.multithread'] = self.wsgi_multithread
        env['wsgi.multiprocess'] = self.wsgi_multiprocess
        if self.wsgi_file_wrapper is not None:
            env['wsgi.file_wrapper'] = self.wsgi_file_wrapper
        if self.origin_server and self.server_software:
            env.setdefault('SERVER_SOFTWARE', self.server_software)

    def finish_response(self):
        """Send the body."""
        try:
            if not self.result_is_file() or not self.sendfile():
                for data in self.result:
                    self.write(data)
                self.finish_content()
        except:
            # The iterable is told, too.
            if hasattr(self.result, 'close'):
                self.result.close()
            raise
        else:
            self.close()

    def get_scheme(self):
        """'http' or 'https'."""
        return guess_scheme(self.environ)

    def set_content_length(self):
        """Say how long the body is, where that is known."""
        try:
            blocks = len(self.result)
        except (TypeError, AttributeError, NotImplementedError):
            pass
        else:
            if blocks == 1:
                self.headers['Content-Length'] = str(self.bytes_sent)

    def cleanup_headers(self):
        """Add what is missing."""
        if 'Content-Length' not in self.headers:
            self.set_content_length()

    def start_response(self, status, headers, exc_info=None):
        """What applications call: status and headers."""
        if exc_info:
            try:
                if self.headers_sent:
                    raise exc_info[1].with_traceback(exc_info[2])
            finally:
                exc_info = None
        elif self.headers is not None:
            raise AssertionError('Headers already set!')
        self.status = status
        self.headers = self.headers_class(headers)
        status = self._convert_string_type(status, 'Status')
        self._validate_status(status)
        if __debug__:
            for name, value in headers:
                name = self._convert_string_type(name, 'Header name')
                self._convert_string_type(value, 'Header value')
                assert not is_hop_by_hop(name), \
                    f"Hop-by-hop header, '{name}: {value}', not allowed"
        return self.write

    def _validate_status(self, status):
        if len(status) < 4:
            raise AssertionError('Status must be at least 4 characters')
        if not status[:3].isdigit():
            raise AssertionError('Status message must begin w/3-digit code')
        if status[3] != ' ':
            raise AssertionError('Status message must have a space after code')

    def _convert_string_type(self, value, title):
        if type(value) is str:
            return value
        raise AssertionError('{0} must be of type str (got {1})'.format(title, repr(value)))

    def send_preamble(self):
        """Send the first lines."""
        if not self.origin_server:
            self._write(('Status: %s\r\n' % self.status).encode('iso-8859-1'))
            return
        if self.client_is_modern():
            self._write(('HTTP/%s %s\r\n' % (self.http_version, self.status)).encode(
                'iso-8859-1'))
            if 'Date' not in self.headers:
                self._write(('Date: %s\r\n' % format_date_time(time.time())).encode(
                    'iso-8859-1'))
            if self.server_software and 'Server' not in self.headers:
                self._write(('Server: %s\r\n' % self.server_software).encode('iso-8859-1'))

    def write(self, data):
        """Send a piece of the body."""
        assert type(data) is bytes, 'write() argument must be a bytes instance'
        if not self.status:
            raise AssertionError('write() before start_response()')
        if not self.headers_sent:
            # The length of the first piece may be that of all.
            self.bytes_sent = len(data)
            self.send_headers()
        else:
            self.bytes_sent += len(data)
        self._write(data)
        self._flush()

    def sendfile(self):
        """Send a file in a quick way; here there is none."""
        return False

    def finish_content(self):
        """Make sure that the headers are sent."""
        if not self.headers_sent:
            # An empty body.
            self.headers.setdefault('Content-Length', '0')
            self.send_headers()

    def close(self):
        """The request is over."""
        try:
            if hasattr(self.result, 'close'):
                self.result.close()
        finally:
            self.result = self.headers = self.status = self.environ = None
            self.bytes_sent = 0
            self.headers_sent = False

    def send_headers(self):
        """Send the headers."""
        self.cleanup_headers()
        self.headers_sent = True
        if not self.origin_server or self.client_is_modern():
            self.send_preamble()
            self._write(bytes(self.headers))

    def result_is_file(self):
        """Whether the application gave a file wrapper."""
        wrapper = self.wsgi_file_wrapper
        return wrapper is not None and isinstance(self.result, wrapper)

    def client_is_modern(self):
        """Whether the client knows headers."""
        return self.environ['SERVER_PROTOCOL'].upper() != 'HTTP/0.9'

    def log_exception(self, exc_info):
        """Report an exception."""
        try:
            from traceback import print_exception
            print_exception(exc_info[0], exc_info[1], exc_info[2], self.traceback_limit,
                            self.get_stderr())
        finally:
            exc_info = None

    def handle_error(self):
        """Report an exception, and send an error page."""
        self.log_exception(sys.exc_info())
        if not self.headers_sent:
            self.result = self.error_output(self.environ, self.start_response)
            self.finish_response()

    def error_output(self, environ, start_response):
        """The application that makes the error page."""
        start_response(self.error_status, self.error_headers[:], sys.exc_info())
        return [self.error_body]

    def _write(self, data):
        raise NotImplementedError

    def _flush(self):
        raise NotImplementedError

    def get_stdin(self):
        """The body of the request."""
        raise NotImplementedError

    def get_stderr(self):
        """Where errors are reported."""
        raise NotImplementedError

    def add_cgi_vars(self):
        """Add what is known about the request."""
        raise NotImplementedError


class SimpleHandler(BaseHandler):
    """Runs a request over given files."""

    def __init__(self, stdin, stdout, stderr, environ, multithread=True, multiprocess=False):
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.base_env = environ
        self.wsgi_multithread = multithread
        self.wsgi_multiprocess = multiprocess

    def get_stdin(self):
        """The body of the request."""
        return self.stdin

    def get_stderr(self):
        """Where errors are reported."""
        return self.stderr

    def add_cgi_vars(self):
        """Add what is known about the request."""
        self.environ.update(self.base_env)

    def _write(self, data):
        count = self.stdout.write(data)
        while count is not None and count < len(data):
            data = data[count:]
            count = self.stdout.write(data)

    def _flush(self):
        self.stdout.flush()
        self._flush = self.stdout.flush


class BaseCGIHandler(SimpleHandler):
    """Runs a request of a server that speaks CGI."""

    origin_server = False


class CGIHandler(BaseCGIHandler):
    """Runs the request that this process was started for."""

    wsgi_run_once = True
    os_environ = {}

    def __init__(self):
        BaseCGIHandler.__init__(self, sys.stdin.buffer, sys.stdout.buffer, sys.stderr,
                                read_environ(), multithread=False, multiprocess=True)


class IISCGIHandler(BaseCGIHandler):
    """As CGIHandler, for a server that repeats the application's path."""

    wsgi_run_once = True
    os_environ = {}

    def __init__(self):
        environ = read_environ()
        path = environ.get('PATH_INFO', '')
        script = environ.get('SCRIPT_NAME', '')
        if (path + '/').startswith(script + '/'):
            environ['PATH_INFO'] = path[len(script):]
        BaseCGIHandler.__init__(self, sys.stdin.buffer, sys.stdout.buffer, sys.stderr, environ,
                                multithread=False, multiprocess=True)
