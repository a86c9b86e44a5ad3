"""email.message: a message: headers, and a payload that is text or a list of messages."""

import binascii
import re
from io import BytesIO, StringIO

from email import charset as _charset, errors, utils
from email._policybase import compat32

__all__ = ['Message', 'EmailMessage']

Charset = _charset.Charset
SEMISPACE = '; '

# What makes a parameter's value need quotes.
_SPECIALS = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')


def _splitparam(param):
    name, separator, rest = str(param).partition(';')
    return (name.strip(), rest.strip()) if separator else (name.strip(), None)


def _formatparam(param, value=None, quote=True):
    """name=value as it stands in a header."""
    if value is None or not len(value):
        return param
    if isinstance(value, tuple):
        # Charset, language and value.
        param += '*'
        value = utils.encode_rfc2231(value[2], value[0], value[1])
        return '%s=%s' % (param, value)
    try:
        value.encode('ascii')
    except UnicodeEncodeError:
        param += '*'
        value = utils.encode_rfc2231(value, 'utf-8', '')
        return '%s=%s' % (param, value)
    if quote or _SPECIALS.search(value):
        return '%s="%s"' % (param, utils.quote(value))
    return '%s=%s' % (param, value)


def _parseparam(s):
    """The pieces between semicolons that are not in quotes."""
    s = ';' + str(s)
    pieces = []
    while s[:1] == ';':
        s = s[1:]
        end = s.find(';')
        while end > 0 and (s.count('"', 0, end) - s.count('\\"', 0, end)) % 2:
            end = s.find(';', end + 1)
        if end < 0:
            end = len(s)
        piece = s[:end]
        name, equals, value = piece.partition('=')
        if equals:
            piece = name.strip().lower() + '=' + value.strip()
        pieces.append(piece.strip())
        s = s[end:]
    return pieces


def _unquotevalue(value):
    if isinstance(value, tuple):
        return value[0], value[1], utils.unquote(value[2])
    return utils.unquote(value)


class Message:
    """A message, a mapping of header names (in any case) to values."""

    def __init__(self, policy=compat32):
        self.policy = policy
        self._headers = []
        self._unixfrom = None
        self._payload = None
        self._charset = None
        self.preamble = self.epilogue = None
        self.defects = []
        self._default_type = 'text/plain'

    def __str__(self):
        """The whole message."""
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The whole message as str."""
        from email.generator import Generator
        policy = self.policy if policy is None else policy
        out = StringIO()
        generator = Generator(out, mangle_from_=False, maxheaderlen=maxheaderlen, policy=policy)
        generator.flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def __bytes__(self):
        """The whole message as bytes."""
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """The whole message as bytes."""
        from email.generator import BytesGenerator
        policy = self.policy if policy is None else policy
        out = BytesIO()
        generator = BytesGenerator(out, mangle_from_=False, policy=policy)
        generator.flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def is_multipart(self):
        """Whether it has parts."""
        return isinstance(self._payload, list)

    def set_unixfrom(self, unixfrom):
        """Set the envelope line."""
        self._unixfrom = unixfrom

    def get_unixfrom(self):
        """The envelope line."""
        return self._unixfrom

    # ---- payload ---------------------------------------------------------------------------

    def attach(self, payload):
        """Add a part."""
        if self._payload is None:
            self._payload = [payload]
            return
        try:
            self._payload.append(payload)
        except AttributeError:
            raise TypeError('Attach is not valid on a message with a non-multipart payload')

    def get_payload(self, i=None, decode=False):
        """The payload, or part i of it; with decode, as bytes without their encoding."""
        if self.is_multipart():
            if decode:
                return None
            return self._payload if i is None else self._payload[i]
        if i is not None and not isinstance(self._payload, list):
            raise TypeError('Expected list, got %s' % type(self._payload))
        payload = self._payload
        cte = self.get('content-transfer-encoding', '')
        cte = cte.cte if hasattr(cte, 'cte') else str(cte).strip().lower()
        if not isinstance(payload, str):
            # Nothing, or what a program has put there.
            data = payload
        elif utils._has_surrogates(payload):
            data = payload.encode('ascii', 'surrogateescape')
            if not decode:
                try:
                    return data.decode(self.get_content_charset('ascii'), 'replace')
                except LookupError:
                    return data.decode('ascii', 'replace')
        elif decode:
            try:
                data = payload.encode('raw-unicode-escape')
            except UnicodeEncodeError:
                data = payload.encode('ascii', 'surrogateescape')
        if not decode:
            return payload
        if data is None:
            return None
        if cte == 'quoted-printable':
            return binascii.a2b_qp(data)
        if cte == 'base64':
            value, defects = _decode_base64(b''.join(data.splitlines()))
            for defect in defects:
                self.policy.handle_defect(self, defect)
            return value
        if cte in ('x-uuencode', 'uuencode', 'uue', 'x-uue'):
            try:
                return _decode_uu(data)
            except ValueError:
                return data
        return data

    def set_payload(self, payload, charset=None):
        """Set the payload."""
        if hasattr(payload, 'encode'):
            if isinstance(charset, Charset):
                charset = charset.output_charset
            if charset:
                payload = payload.encode(charset, 'surrogateescape')
            else:
                try:
                    payload.encode('ascii', 'surrogateescape')
                except UnicodeEncodeError:
                    self._payload = payload
                else:
                    self._payload = payload
                return
        if hasattr(payload, 'decode'):
            self._payload = payload.decode('ascii', 'surrogateescape')
        else:
            self._payload = payload
        if charset is not None:
            self.set_charset(charset)

    def set_charset(self, charset):
        """Encode the payload for a character set, and say so in the headers."""
        if charset is None:
            self.del_param('charset')
            self._charset = None
            return
        if not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        if 'MIME-Version' not in self:
            self.add_header('MIME-Version', '1.0')
        if 'Content-Type' not in self:
            self.add_header('Content-Type', 'text/plain', charset=charset.get_output_charset())
        else:
            self.set_param('charset', charset.get_output_charset())
        if charset != charset.get_output_charset():
            self._payload = charset.body_encode(self._payload)
        if 'Content-Transfer-Encoding' in self:
            return
        cte = charset.get_body_encoding()
        try:
            cte(self)
        except TypeError:
            # A name, and not a function. What it encodes are the bytes of the text.
            payload = self._payload
            if payload:
                try:
                    payload = payload.encode('ascii', 'surrogateescape')
                except UnicodeError:
                    payload = payload.encode(charset.output_charset)
            self._payload = charset.body_encode(payload)
            self.add_header('Content-Transfer-Encoding', cte)

    def get_charset(self):
        """The character set of the payload."""
        return self._charset

    # ---- headers ---------------------------------------------------------------------------

    def __len__(self):
        """How many headers there are."""
        return len(self._headers)

    def __getitem__(self, name):
        """The value of a header, None if there is none."""
        return self.get(name)

    def __setitem__(self, name, val):
        """Add a header; one that is there stays."""
        most = self.policy.header_max_count(name)
        if most:
            lower = name.lower()
            if sum(known.lower() == lower for known, _ in self._headers) >= most:
                raise ValueError('There may be at most {} {} headers in a message'.format(
                    most, name))
        self._headers.append(self.policy.header_store_parse(name, val))

    def __delitem__(self, name):
        """Remove all headers of a name."""
        name = name.lower()
        self._headers = [(k, v) for k, v in self._headers if k.lower() != name]

    def __contains__(self, name):
        name = name.lower()
        return any(known.lower() == name for known, _ in self._headers)

    def __iter__(self):
        for name, _ in self._headers:
            yield name

    def keys(self):
        """The names, in order."""
        return [name for name, _ in self._headers]

    def values(self):
        """The values, in order."""
        return [self.policy.header_fetch_parse(k, v) for k, v in self._headers]

    def items(self):
        """Names and values, in order."""
        return [(k, self.policy.header_fetch_parse(k, v)) for k, v in self._headers]

    def get(self, name, failobj=None):
        """The value of the first header of a name."""
        name = name.lower()
        for k, v in self._headers:
            if k.lower() == name:
                return self.policy.header_fetch_parse(k, v)
        return failobj

    def set_raw(self, name, value):
        """Store a header as it is."""
        self._headers.append((name, value))

    def raw_items(self):
        """The stored headers."""
        return iter(self._headers.copy())

    def get_all(self, name, failobj=None):
        """All values of a name."""
        name = name.lower()
        found = [self.policy.header_fetch_parse(k, v) for k, v in self._headers
                 if k.lower() == name]
        return found or failobj

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters."""
        parts = []
        for name, value in _params.items():
            name = name.replace('_', '-')
            parts.append(name if value is None else _formatparam(name, value))
        if _value is not None:
            parts.insert(0, _value)
        self[_name] = SEMISPACE.join(parts)

    def replace_header(self, _name, _value):
        """Give the first header of a name another value."""
        lower = _name.lower()
        for at, (name, _) in enumerate(self._headers):
            if name.lower() == lower:
                self._headers[at] = self.policy.header_store_parse(name, _value)
                return
        raise KeyError(_name)

    # ---- type ------------------------------------------------------------------------------

    def get_content_type(self):
        """The type, 'text/html', in small letters."""
        missing = object()
        value = self.get('content-type', missing)
        if value is missing:
            return self.get_default_type()
        content_type = _splitparam(value)[0].lower()
        return content_type if content_type.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        """The type's first half."""
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        """The type's second half."""
        return self.get_content_type().split('/')[1]

    def get_default_type(self):
        """The type of messages that name none."""
        return self._default_type

    def set_default_type(self, ctype):
        """Set it."""
        self._default_type = ctype

    def _get_params_preserve(self, failobj, header):
        missing = object()
        value = self.get(header, missing)
        if value is missing:
            return failobj
        params = []
        for piece in _parseparam(value):
            name, equals, val = piece.partition('=')
            params.append((name.strip(), val.strip()) if equals else (piece.strip(), ''))
        return utils.decode_params(params)

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """The parameters of a header, its value among them."""
        missing = object()
        params = self._get_params_preserve(missing, header)
        if params is missing:
            return failobj
        if unquote:
            return [(k, _unquotevalue(v)) for k, v in params]
        return params

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """A parameter of a header."""
        if header not in self:
            return failobj
        for name, value in self._get_params_preserve(failobj, header):
            if name.lower() == param.lower():
                return _unquotevalue(value) if unquote else value
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None,
                  language='', replace=False):
        """Set a parameter of a header."""
        if not isinstance(value, tuple) and charset:
            value = (charset, language, value)
        if header not in self and header.lower() == 'content-type':
            content = 'text/plain'
        else:
            content = self.get(header)
        if not self.get_param(param, header=header):
            new = _formatparam(param, value, requote)
            content = SEMISPACE.join([content, new]) if content else new
        else:
            content = ''
            for old_param, old_value in self.get_params(header=header, unquote=requote):
                if old_param.lower() == param.lower():
                    new = _formatparam(param, value, requote)
                else:
                    new = _formatparam(old_param, old_value, requote)
                content = SEMISPACE.join([content, new]) if content else new
        if content != self.get(header):
            if replace:
                self.replace_header(header, content)
            else:
                del self[header]
                self[header] = content

    def del_param(self, param, header='content-type', requote=True):
        """Remove a parameter of a header."""
        if header not in self:
            return
        kept = [_formatparam(p, v, requote)
                for p, v in self.get_params(header=header, unquote=requote)
                if p.lower() != param.lower()]
        content = SEMISPACE.join(kept)
        if content != self.get(header):
            del self[header]
            self[header] = content

    def set_type(self, type, header='Content-Type', requote=True):
        """Set the type, keeping the parameters."""
        if type.count('/') != 1:
            raise ValueError
        if header.lower() == 'content-type':
            del self['mime-version']
            self['MIME-Version'] = '1.0'
        if header not in self:
            self[header] = type
            return
        params = self.get_params(header=header, unquote=requote)
        del self[header]
        self[header] = type
        for name, value in params[1:]:
            self.set_param(name, value, header, requote)

    def get_filename(self, failobj=None):
        """The name of the file that is attached."""
        missing = object()
        name = self.get_param('filename', missing, 'content-disposition')
        if name is missing:
            name = self.get_param('name', missing, 'content-type')
        if name is missing:
            return failobj
        return utils.collapse_rfc2231_value(name).strip()

    def get_boundary(self, failobj=None):
        """The line between parts."""
        missing = object()
        boundary = self.get_param('boundary', missing)
        if boundary is missing:
            return failobj
        return utils.collapse_rfc2231_value(boundary).rstrip()

    def set_boundary(self, boundary):
        """Set the line between parts, where the type stands."""
        missing = object()
        params = self._get_params_preserve(missing, 'content-type')
        if params is missing:
            raise errors.HeaderParseError('No Content-Type header found')
        new = []
        found = False
        for name, value in params:
            if name.lower() == 'boundary':
                new.append(('boundary', '"%s"' % boundary))
                found = True
            else:
                new.append((name, value))
        if not found:
            new.append(('boundary', '"%s"' % boundary))
        text = SEMISPACE.join(k if v == '' else '%s=%s' % (k, v) for k, v in new)
        self._headers = [self.policy.header_store_parse(k, text)
                         if k.lower() == 'content-type' else (k, v)
                         for k, v in self._headers]

    def get_content_charset(self, failobj=None):
        """The character set that the type names, in small letters."""
        missing = object()
        charset = self.get_param('charset', missing)
        if charset is missing:
            return failobj
        if isinstance(charset, tuple):
            in_charset = charset[0] or 'us-ascii'
            try:
                charset = str(charset[2].encode('raw-unicode-escape'), in_charset)
            except (LookupError, UnicodeError):
                charset = charset[2]
        try:
            charset.encode('us-ascii')
        except UnicodeError:
            return failobj
        return charset.lower()

    def get_charsets(self, failobj=None):
        """The character sets of all parts."""
        return [part.get_content_charset(failobj) for part in self.walk()]

    def get_content_disposition(self):
        """'inline', 'attachment' or None."""
        value = self.get('content-disposition')
        return None if value is None else _splitparam(value)[0].lower()

    def walk(self):
        """The message and all parts of it, depth first."""
        yield self
        if self.is_multipart():
            for part in self.get_payload():
                yield from part.walk()


class MIMEPart(Message):
    """A message that knows its content."""

    def __init__(self, policy=None):
        if policy is None:
            from email.policy import default
            policy = default
        super().__init__(policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        """The whole message as str."""
        policy = self.policy if policy is None else policy
        if maxheaderlen is None:
            maxheaderlen = policy.max_line_length
        return super().as_string(unixfrom, maxheaderlen, policy)

    def __str__(self):
        """The whole message, in letters of every kind."""
        return self.as_string(policy=self.policy.clone(utf8=True))

    def is_attachment(self):
        """Whether it is an attachment."""
        value = self.get('content-disposition')
        return False if value is None else value.content_disposition == 'attachment'

    def _find_body(self, part, preferencelist):
        if part.is_attachment():
            return
        maintype, subtype = part.get_content_type().split('/')
        if maintype == 'text':
            if subtype in preferencelist:
                yield preferencelist.index(subtype), part
            return
        if maintype != 'multipart' or not self.is_multipart():
            return
        if subtype != 'related':
            for subpart in part.iter_parts():
                yield from self._find_body(subpart, preferencelist)
            return
        if 'related' in preferencelist:
            yield preferencelist.index('related'), part
        candidate = None
        start = part.get_param('start')
        if start:
            for subpart in part.iter_parts():
                if subpart['content-id'] == start:
                    candidate = subpart
                    break
        if candidate is None:
            subparts = part.get_payload()
            candidate = subparts[0] if subparts else None
        if candidate is not None:
            yield from self._find_body(candidate, preferencelist)

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """The part that is best shown as the message's text."""
        best = len(preferencelist)
        body = None
        for rank, part in self._find_body(self, preferencelist):
            if rank < best:
                best, body = rank, part
                if rank == 0:
                    break
        return body

    _body_types = {('text', 'plain'), ('text', 'html'), ('multipart', 'related'),
                   ('multipart', 'alternative')}

    def iter_attachments(self):
        """The parts that are no text of the message."""
        maintype, subtype = self.get_content_type().split('/')
        if maintype != 'multipart' or subtype == 'alternative':
            return
        payload = self.get_payload()
        try:
            parts = payload.copy()
        except AttributeError:
            # No parts, whatever the type says.
            return
        if subtype == 'related':
            start = self.get_param('start')
            if start:
                found = False
                attachments = []
                for part in parts:
                    if part.get('content-id') == start:
                        found = True
                    else:
                        attachments.append(part)
                if found:
                    yield from attachments
                    return
            parts.pop(0)
            yield from parts
            return
        seen = []
        for part in parts:
            kind = tuple(part.get_content_type().split('/'))
            if kind in self._body_types and not part.is_attachment() and kind[1] not in seen:
                seen.append(kind[1])
                continue
            yield part

    def iter_parts(self):
        """The parts."""
        if self.is_multipart():
            yield from self.get_payload()

    def get_content(self, *args, content_manager=None, **kw):
        """What the payload is: text, bytes, a message."""
        manager = self.policy.content_manager if content_manager is None else content_manager
        return manager.get_content(self, *args, **kw)

    def set_content(self, *args, content_manager=None, **kw):
        """Make text, bytes or a message the payload."""
        manager = self.policy.content_manager if content_manager is None else content_manager
        manager.set_content(self, *args, **kw)

    def _make_multipart(self, subtype, disallowed_subtypes, boundary):
        if self.get_content_maintype() == 'multipart':
            existing = self.get_content_subtype()
            if existing in disallowed_subtypes + (subtype,):
                raise ValueError('Cannot convert {} to {}'.format(existing, subtype))
        kept, moved = [], []
        for name, value in self._headers:
            (moved if name.lower().startswith('content-') else kept).append((name, value))
        if moved:
            part = type(self)(policy=self.policy)
            part._headers = moved
            part._payload = self._payload
            self._payload = [part]
        else:
            self._payload = []
        self._headers = kept
        self['Content-Type'] = 'multipart/' + subtype
        if boundary is not None:
            self.set_param('boundary', boundary)

    def make_related(self, boundary=None):
        """Become multipart/related."""
        self._make_multipart('related', ('alternative', 'mixed'), boundary)

    def make_alternative(self, boundary=None):
        """Become multipart/alternative."""
        self._make_multipart('alternative', ('mixed',), boundary)

    def make_mixed(self, boundary=None):
        """Become multipart/mixed."""
        self._make_multipart('mixed', (), boundary)

    def _add_multipart(self, _subtype, *args, _disp=None, **kw):
        if (self.get_content_maintype() != 'multipart'
                or self.get_content_subtype() != _subtype):
            getattr(self, 'make_' + _subtype)()
        part = type(self)(policy=self.policy)
        part.set_content(*args, **kw)
        if _disp and 'content-disposition' not in part:
            part['Content-Disposition'] = _disp
        self.attach(part)

    def add_related(self, *args, **kw):
        """Add a part that the text refers to."""
        self._add_multipart('related', *args, _disp='inline', **kw)

    def add_alternative(self, *args, **kw):
        """Add another form of the text."""
        self._add_multipart('alternative', *args, **kw)

    def add_attachment(self, *args, **kw):
        """Add an attachment."""
        self._add_multipart('mixed', *args, _disp='attachment', **kw)

    def clear(self):
        """Remove headers and payload."""
        self._headers = []
        self._payload = None

    def clear_content(self):
        """Remove the payload and the headers about it."""
        self._headers = [(n, v) for n, v in self._headers
                         if not n.lower().startswith('content-')]
        self._payload = None


class EmailMessage(MIMEPart):
    """A MIMEPart that is a whole message."""

    def set_content(self, *args, **kw):
        """Make text, bytes or a message the payload."""
        super().set_content(*args, **kw)
        if 'MIME-Version' not in self:
            self['MIME-Version'] = '1.0'


def _decode_base64(data):
    """Bytes of base64 however it is, and the defects that it has."""
    pad_err = len(data) % 4
    missing = b'==='[:4 - pad_err] if pad_err else b''
    try:
        return (binascii.a2b_base64(data + missing, strict_mode=True),
                [errors.InvalidBase64PaddingDefect()] if pad_err else [])
    except binascii.Error:
        pass
    try:
        return binascii.a2b_base64(data), [errors.InvalidBase64CharactersDefect()]
    except binascii.Error:
        pass
    try:
        return (binascii.a2b_base64(data + b'=='),
                [errors.InvalidBase64CharactersDefect(), errors.InvalidBase64PaddingDefect()])
    except binascii.Error:
        # A single character too many stands for no byte.
        return data, [errors.InvalidBase64LengthDefect()]


def _decode_uu(encoded):
    """Bytes of uuencoded lines."""
    lines = iter(encoded.splitlines())
    for line in lines:
        if line.startswith(b'begin '):
            mode = line.removeprefix(b'begin ').partition(b' ')[0]
            try:
                int(mode, base=8)
            except ValueError:
                continue
            break
    else:
        raise ValueError('`begin` line not found')
    decoded = []
    for line in lines:
        if not line:
            raise ValueError('Truncated input')
        if line.strip(b' \t\r\n\f') == b'end':
            break
        try:
            part = binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders pad their lines wrongly.
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            part = binascii.a2b_uu(line[:length])
        decoded.append(part)
    return b''.join(decoded)
