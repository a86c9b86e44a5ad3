"""requests.models: Request, PreparedRequest, Response."""

import datetime
import http.cookiejar as cookielib
import json as complexjson
import re
from collections.abc import Callable, Mapping
from io import UnsupportedOperation
from urllib.parse import quote, urlencode, urlsplit, urlunparse

from . import _transport
from .auth import HTTPBasicAuth
from .cookies import _copy_cookie_jar, cookiejar_from_dict, get_cookie_header
from .exceptions import (ChunkedEncodingError, ConnectionError, ContentDecodingError, HTTPError,
                         InvalidJSONError, InvalidURL, MissingSchema, StreamConsumedError)
from .exceptions import JSONDecodeError as RequestsJSONDecodeError
from .exceptions import SSLError as RequestsSSLError
from .hooks import default_hooks
from .status_codes import codes
from .structures import CaseInsensitiveDict
from .utils import (check_header_validity, get_auth_from_url, guess_filename, guess_json_utf,
                    iter_slices, parse_header_links, requote_uri,
                    stream_decode_response_unicode, super_len, to_key_val_list,
                    to_native_string)

REDIRECT_STATI = (codes.moved, codes.found, codes.other, codes.temporary_redirect,
                  codes.permanent_redirect)
DEFAULT_REDIRECT_LIMIT = 30
CONTENT_CHUNK_SIZE = 10 * 1024
ITER_CHUNK_SIZE = 512


def _boundary():
    """A line that no part contains, for all we know."""
    import binascii
    import os
    return binascii.hexlify(os.urandom(16)).decode()


def _disposition(name, value):
    escaped = value.translate({10: '%0A', 13: '%0D', 34: '%22'})
    return f'{name}="{escaped}"'


def _multipart(fields, boundary):
    """The body of a form; fields are (name, filename, data, type, headers)."""
    lines = []
    for name, filename, data, kind, headers in fields:
        lines.append(f'--{boundary}\r\n'.encode('latin-1'))
        disposition = 'form-data; ' + _disposition('name', name)
        if filename is not None:
            disposition += '; ' + _disposition('filename', filename)
        all_headers = {'Content-Disposition': disposition}
        if kind:
            all_headers['Content-Type'] = kind
        all_headers.update(headers or {})
        order = ('Content-Disposition', 'Content-Type', 'Content-Location')
        ordered = [key for key in order if all_headers.get(key)]
        ordered += [key for key in all_headers if key not in order and all_headers[key]]
        for key in ordered:
            lines.append(f'{key}: {all_headers[key]}\r\n'.encode('utf-8'))
        lines.append(b'\r\n')
        lines.append(data if isinstance(data, bytes) else str(data).encode('utf-8'))
        lines.append(b'\r\n')
    lines.append(f'--{boundary}--\r\n'.encode('latin-1'))
    return b''.join(lines)


class RequestEncodingMixin:
    """What is made of data and files."""

    @property
    def path_url(self):
        """Path and query, as they are sent."""
        parts = urlsplit(self.url)
        path = parts.path or '/'
        return path + '?' + parts.query if parts.query else path

    @staticmethod
    def _encode_params(data):
        if isinstance(data, (str, bytes)) or hasattr(data, 'read'):
            return data
        if not hasattr(data, '__iter__'):
            return data
        result = []
        for name, values in to_key_val_list(data):
            if isinstance(values, (str, bytes)) or not hasattr(values, '__iter__'):
                values = [values]
            for value in values:
                if value is not None:
                    result.append((name.encode('utf-8') if isinstance(name, str) else name,
                                   value.encode('utf-8') if isinstance(value, str) else value))
        return urlencode(result, doseq=True)

    @staticmethod
    def _encode_files(files, data):
        if not files:
            raise ValueError('Files must be provided.')
        if isinstance(data, (str, bytes)):
            raise ValueError('Data must not be a string.')
        fields = []
        for name, values in to_key_val_list(data or {}):
            if isinstance(values, (str, bytes)) or not hasattr(values, '__iter__'):
                values = [values]
            for value in values:
                if value is not None:
                    # Form fields are text.
                    if not isinstance(value, bytes):
                        value = str(value)
                    name = name.decode('utf-8') if isinstance(name, bytes) else name
                    fields.append((name, None, value, None, None))
        for name, value in to_key_val_list(files or {}):
            kind = headers = None
            if isinstance(value, (tuple, list)):
                if len(value) == 2:
                    filename, fp = value
                elif len(value) == 3:
                    filename, fp, kind = value
                else:
                    filename, fp, kind, headers = value
            else:
                filename = guess_filename(value) or name
                fp = value
            if isinstance(fp, (str, bytes, bytearray)):
                content = fp
            elif hasattr(fp, 'read'):
                content = fp.read()
            elif fp is None:
                continue
            else:
                content = fp
            if isinstance(content, bytearray):
                content = bytes(content)
            if isinstance(filename, bytes):
                filename = filename.decode('utf-8')
            fields.append((name, filename, content, kind, headers))
        boundary = _boundary()
        return _multipart(fields, boundary), f'multipart/form-data; boundary={boundary}'


class RequestHooksMixin:
    """Hooks of a request."""

    def register_hook(self, event, hook):
        """Add a function, or several."""
        if event not in self.hooks:
            raise ValueError(f'Unsupported event specified, with event name "{event}"')
        if isinstance(hook, Callable):
            self.hooks[event].append(hook)
        elif hasattr(hook, '__iter__'):
            self.hooks[event].extend(h for h in hook if isinstance(h, Callable))

    def deregister_hook(self, event, hook):
        """Remove a function; whether it was there."""
        try:
            self.hooks[event].remove(hook)
            return True
        except ValueError:
            return False


class Request(RequestHooksMixin):
    """A request as a program wishes it."""

    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None,
                 auth=None, cookies=None, hooks=None, json=None):
        self.hooks = default_hooks()
        for event, hook in list((hooks or {}).items()):
            self.register_hook(event=event, hook=hook)
        self.method = method
        self.url = url
        self.headers = {} if headers is None else headers
        self.files = [] if files is None else files
        self.data = [] if data is None else data
        self.json = json
        self.params = {} if params is None else params
        self.auth = auth
        self.cookies = cookies

    def __repr__(self):
        return f'<Request [{self.method}]>'

    def prepare(self):
        """The request as it is sent."""
        p = PreparedRequest()
        p.prepare(method=self.method, url=self.url, headers=self.headers, files=self.files,
                  data=self.data, json=self.json, params=self.params, auth=self.auth,
                  cookies=self.cookies, hooks=self.hooks)
        return p


class PreparedRequest(RequestEncodingMixin, RequestHooksMixin):
    """A request as it is sent."""

    def __init__(self):
        self.method = None
        self.url = None
        self.headers = None
        self._cookies = None
        self.body = None
        self.hooks = default_hooks()
        self._body_position = None

    def prepare(self, method=None, url=None, headers=None, files=None, data=None, params=None,
                auth=None, cookies=None, hooks=None, json=None):
        """Prepare everything."""
        self.prepare_method(method)
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        # Logging in may depend on all of the above.
        self.prepare_auth(auth, url)
        self.prepare_hooks(hooks)

    def __repr__(self):
        return f'<PreparedRequest [{self.method}]>'

    def copy(self):
        """The same again."""
        p = PreparedRequest()
        p.method = self.method
        p.url = self.url
        p.headers = self.headers.copy() if self.headers is not None else None
        p._cookies = _copy_cookie_jar(self._cookies)
        p.body = self.body
        p.hooks = self.hooks
        p._body_position = self._body_position
        return p

    def prepare_method(self, method):
        """The method, in capitals."""
        self.method = method
        if self.method is not None:
            self.method = to_native_string(self.method.upper())

    @staticmethod
    def _get_idna_encoded_host(host):
        return host.encode('idna').decode('utf-8')

    def prepare_url(self, url, params):
        """The address, with the parameters."""
        url = url.decode('utf8') if isinstance(url, bytes) else str(url)
        url = url.lstrip()
        if ':' in url and not url.lower().startswith('http'):
            # Not of the web: left as it is.
            self.url = url
            return
        try:
            parts = urlsplit(url)
            parts.port
        except ValueError:
            place = re.split('[/?#]', url.partition('://')[2])[0]
            raise InvalidURL(f'Failed to parse: {place!r} is not a valid host or port') from None
        scheme, netloc, path, query, fragment = parts
        if not scheme:
            raise MissingSchema(f'Invalid URL {url!r}: No scheme supplied. Perhaps you meant '
                                f'https://{url}?')
        host = parts.hostname
        if not host:
            raise InvalidURL(f'Invalid URL {url!r}: No host supplied')
        if not host.isascii():
            try:
                host = self._get_idna_encoded_host(host)
            except UnicodeError:
                raise InvalidURL('URL has an invalid label.')
        elif host.startswith(('*', '.')):
            raise InvalidURL('URL has an invalid label.')
        userinfo, at, hostport = netloc.rpartition('@')
        netloc = userinfo + at + (f'[{host}]' if ':' in host else host)
        if parts.port is not None:
            netloc += f':{parts.port}'
        path = quote(path, safe="!#$%&'()*+,/:;=?@[]~") or '/'
        query = quote(query, safe="!#$%&'()*+,/:;=?@[]~")
        fragment = quote(fragment, safe="!#$%&'()*+,/:;=?@[]~")
        if isinstance(params, (str, bytes)):
            params = to_native_string(params)
        encoded = self._encode_params(params)
        if encoded:
            query = f'{query}&{encoded}' if query else encoded
        self.url = requote_uri(urlunparse([scheme, netloc, path, '', query, fragment]))

    def prepare_headers(self, headers):
        """The headers, if they are good."""
        self.headers = CaseInsensitiveDict()
        for header in (headers or {}).items():
            check_header_validity(header)
            name, value = header
            self.headers[to_native_string(name)] = value

    def prepare_body(self, data, files, json=None):
        """The body, and the headers about it."""
        body = None
        content_type = None
        if not data and json is not None:
            content_type = 'application/json'
            try:
                body = complexjson.dumps(json, allow_nan=False)
            except ValueError as ve:
                raise InvalidJSONError(ve, request=self)
            if not isinstance(body, bytes):
                body = body.encode('utf-8')
        is_stream = hasattr(data, '__iter__') and not isinstance(
            data, (str, bytes, list, tuple, Mapping))
        if is_stream:
            self._prepare_stream(data, files)
            return
        if files:
            body, content_type = self._encode_files(files, data)
        elif data:
            body = self._encode_params(data)
            if isinstance(data, (str, bytes)) or hasattr(data, 'read'):
                content_type = None
            else:
                content_type = 'application/x-www-form-urlencoded'
        self.prepare_content_length(body)
        if content_type and 'content-type' not in self.headers:
            self.headers['Content-Type'] = content_type
        self.body = body

    def _prepare_stream(self, data, files):
        """A body that is read while it is sent."""
        try:
            length = super_len(data)
        except (TypeError, AttributeError, UnsupportedOperation):
            length = None
        if getattr(data, 'tell', None) is not None:
            # It may have to be sent again.
            try:
                self._body_position = data.tell()
            except OSError:
                self._body_position = object()
        if files:
            raise NotImplementedError('Streamed bodies and files are mutually exclusive.')
        if length:
            self.headers['Content-Length'] = str(length)
        else:
            self.headers['Transfer-Encoding'] = 'chunked'
        self.body = data

    def prepare_content_length(self, body):
        """The length of the body."""
        if body is not None:
            length = super_len(body)
            if length:
                self.headers['Content-Length'] = str(length)
        elif (self.method not in ('GET', 'HEAD')
              and self.headers.get('Content-Length') is None):
            self.headers['Content-Length'] = '0'

    def prepare_auth(self, auth, url=''):
        """Log in."""
        if auth is None:
            from_url = get_auth_from_url(self.url)
            auth = from_url if any(from_url) else None
        if auth:
            if isinstance(auth, tuple) and len(auth) == 2:
                auth = HTTPBasicAuth(*auth)
            r = auth(self)
            self.__dict__.update(r.__dict__)
            self.prepare_content_length(self.body)

    def prepare_cookies(self, cookies):
        """The Cookie header."""
        if isinstance(cookies, cookielib.CookieJar):
            self._cookies = cookies
        else:
            self._cookies = cookiejar_from_dict(cookies)
        header = get_cookie_header(self._cookies, self)
        if header is not None:
            self.headers['Cookie'] = header

    def prepare_hooks(self, hooks):
        """The hooks."""
        for event in hooks or []:
            self.register_hook(event, hooks[event])


class Response:
    """The answer of a server."""

    __attrs__ = ['_content', 'status_code', 'url', 'headers', 'history', 'encoding', 'reason',
                 'cookies', 'elapsed', 'request']

    def __init__(self):
        self._content = False
        self._content_consumed = False
        self._next = None
        self.status_code = None
        self.headers = CaseInsensitiveDict()
        self.raw = None
        self.url = None
        self.encoding = None
        self.history = []
        self.reason = None
        self.cookies = cookiejar_from_dict({})
        self.elapsed = datetime.timedelta(0)
        self.request = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getstate__(self):
        # The body goes along.
        if not self._content_consumed:
            self.content
        return {attr: getattr(self, attr, None) for attr in self.__attrs__}

    def __setstate__(self, state):
        for name, value in state.items():
            setattr(self, name, value)
        self._content_consumed = True
        self.raw = None

    def __repr__(self):
        return f'<Response [{self.status_code}]>'

    def __bool__(self):
        """Whether the status is below 400."""
        return self.ok

    __nonzero__ = __bool__

    def __iter__(self):
        """The body in pieces of 128 bytes."""
        return self.iter_content(128)

    @property
    def ok(self):
        """Whether the status is below 400."""
        try:
            self.raise_for_status()
        except HTTPError:
            return False
        return True

    @property
    def is_redirect(self):
        """Whether it is a redirection that can be followed."""
        return 'location' in self.headers and self.status_code in REDIRECT_STATI

    @property
    def is_permanent_redirect(self):
        """Whether it is a redirection for good."""
        return 'location' in self.headers and self.status_code in (
            codes.moved_permanently, codes.permanent_redirect)

    @property
    def next(self):
        """The request that would follow the redirection."""
        return self._next

    @property
    def apparent_encoding(self):
        """The encoding that the body seems to have."""
        import chardet
        return chardet.detect(self.content)['encoding']

    def iter_content(self, chunk_size=1, decode_unicode=False):
        """The body in pieces; with stream=True they are read as they are asked for."""

        def generate():
            try:
                yield from self.raw.stream(chunk_size, decode_content=True)
            except _transport.ProtocolError as e:
                raise ChunkedEncodingError(e)
            except _transport.DecodeError as e:
                raise ContentDecodingError(e)
            except _transport.ReadTimeoutError as e:
                raise ConnectionError(e)
            except _transport.SSLError as e:
                raise RequestsSSLError(e)
            self._content_consumed = True

        if self._content_consumed and isinstance(self._content, bool):
            raise StreamConsumedError()
        if chunk_size is not None and not isinstance(chunk_size, int):
            raise TypeError(f'chunk_size must be an int, it is instead a {type(chunk_size)}.')
        if self._content_consumed:
            chunks = iter_slices(self._content, chunk_size)
        elif hasattr(self.raw, 'stream'):
            chunks = generate()
        else:
            chunks = self._pieces_of_file(chunk_size)
        if decode_unicode:
            chunks = stream_decode_response_unicode(chunks, self)
        return chunks

    def _pieces_of_file(self, chunk_size):
        """The body of a response whose `raw` is any file."""
        while chunk := self.raw.read(chunk_size):
            yield chunk
        self._content_consumed = True

    def iter_lines(self, chunk_size=ITER_CHUNK_SIZE, decode_unicode=False, delimiter=None):
        """The lines of the body."""
        pending = None
        for chunk in self.iter_content(chunk_size=chunk_size, decode_unicode=decode_unicode):
            if pending is not None:
                chunk = pending + chunk
            lines = chunk.split(delimiter) if delimiter else chunk.splitlines()
            if lines and lines[-1] and chunk and lines[-1][-1] == chunk[-1]:
                # The last line may go on.
                pending = lines.pop()
            else:
                pending = None
            yield from lines
        if pending is not None:
            yield pending

    @property
    def content(self):
        """The body, in bytes."""
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError('The content for this response was already consumed')
            if self.status_code == 0 or self.raw is None:
                self._content = None
            else:
                self._content = b''.join(self.iter_content(CONTENT_CHUNK_SIZE)) or b''
        self._content_consumed = True
        return self._content

    @property
    def text(self):
        """The body as text, in the encoding that the headers name or chardet finds."""
        encoding = self.encoding
        if not self.content:
            return ''
        if self.encoding is None:
            encoding = self.apparent_encoding
        try:
            return str(self.content, encoding, errors='replace')
        except (LookupError, TypeError):
            return str(self.content, errors='replace')

    def json(self, **kwargs):
        """The body as JSON."""
        if not self.encoding and self.content and len(self.content) > 3:
            # JSON is in some UTF; which one, its first bytes tell.
            encoding = guess_json_utf(self.content)
            if encoding is not None:
                try:
                    return complexjson.loads(self.content.decode(encoding), **kwargs)
                except UnicodeDecodeError:
                    pass
                except complexjson.JSONDecodeError as e:
                    raise RequestsJSONDecodeError(e.msg, e.doc, e.pos)
        try:
            return complexjson.loads(self.text, **kwargs)
        except complexjson.JSONDecodeError as e:
            raise RequestsJSONDecodeError(e.msg, e.doc, e.pos)

    @property
    def links(self):
        """The links of the Link header, by their meaning."""
        header = self.headers.get('link')
        found = {}
        if header:
            for link in parse_header_links(header):
                found[link.get('rel') or link.get('url')] = link
        return found

    def raise_for_status(self):
        """Raise HTTPError, if the status is that of an error."""
        if isinstance(self.reason, bytes):
            try:
                reason = self.reason.decode('utf-8')
            except UnicodeDecodeError:
                reason = self.reason.decode('iso-8859-1')
        else:
            reason = self.reason
        if 400 <= self.status_code < 500:
            kind = 'Client'
        elif 500 <= self.status_code < 600:
            kind = 'Server'
        else:
            return
        raise HTTPError(f'{self.status_code} {kind} Error: {reason} for url: {self.url}',
                        response=self)

    def close(self):
        """Give the connection back; the body can be read no more."""
        if not self._content_consumed:
            self.raw.close()
        release = getattr(self.raw, 'release_conn', None)
        if release is not None:
            release()
