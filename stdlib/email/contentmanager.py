"""email.contentmanager: what payloads are: text, bytes, messages."""

import binascii
from email import message as _message, quoprimime

text_newline = '\n'


class ContentManager:
    """Handlers by type: of content to get, and of objects to set."""

    def __init__(self):
        self.get_handlers = {}
        self.set_handlers = {}

    def add_get_handler(self, key, handler):
        """Say who gets the content of a type."""
        self.get_handlers[key] = handler

    def get_content(self, msg, *args, **kw):
        """What a message's payload is."""
        for key in (msg.get_content_type(), msg.get_content_maintype(), ''):
            if key in self.get_handlers:
                return self.get_handlers[key](msg, *args, **kw)
        raise KeyError(msg.get_content_type())

    def add_set_handler(self, typekey, handler):
        """Say who sets objects of a type."""
        self.set_handlers[typekey] = handler

    def set_content(self, msg, obj, *args, **kw):
        """Make an object a message's payload."""
        if msg.get_content_maintype() == 'multipart':
            raise TypeError('set_content not valid on multipart')
        handler = self._find_set_handler(msg, obj)
        msg.clear_content()
        handler(msg, obj, *args, **kw)

    def _find_set_handler(self, msg, obj):
        full_path = None
        for typ in type(obj).__mro__:
            if typ in self.set_handlers:
                return self.set_handlers[typ]
            path = '.'.join((typ.__module__, typ.__qualname__))
            if full_path is None:
                full_path = path
            for key in (path, typ.__qualname__, typ.__name__):
                if key in self.set_handlers:
                    return self.set_handlers[key]
        if None in self.set_handlers:
            return self.set_handlers[None]
        raise KeyError(full_path)


raw_data_manager = ContentManager()


def get_text_content(msg, errors='replace'):
    """The text of a text part."""
    content = msg.get_payload(decode=True)
    charset = msg.get_param('charset', 'ASCII')
    return content.decode(charset, errors=errors)


def get_non_text_content(msg):
    """The bytes of a part."""
    return msg.get_payload(decode=True)


def get_message_content(msg):
    """The message that a part is."""
    return msg.get_payload(0)


def get_and_fixup_unknown_message_content(msg):
    """The bytes of a message of an unknown kind."""
    return bytes(msg.get_payload(0))


raw_data_manager.add_get_handler('text', get_text_content)
for _key in ('audio', 'image', 'video', 'application'):
    raw_data_manager.add_get_handler(_key, get_non_text_content)
for _key in ('rfc822', 'external-body'):
    raw_data_manager.add_get_handler('message/' + _key, get_message_content)
raw_data_manager.add_get_handler('message', get_and_fixup_unknown_message_content)
del _key


def _prepare_set(msg, maintype, subtype, headers):
    msg['Content-Type'] = '/'.join((maintype, subtype))
    if headers:
        if not hasattr(headers[0], 'name'):
            headers = [msg.policy.header_factory(*msg.policy.header_source_parse([header]))
                       for header in headers]
        try:
            for header in headers:
                if header.defects:
                    raise header.defects[0]
                msg[header.name] = header
        except Exception as exc:
            raise ValueError('Invalid header: {}'.format(header.fold(policy=msg.policy))) from exc


def _finalize_set(msg, disposition, filename, cid, params):
    if disposition is None and filename is not None:
        disposition = 'attachment'
    if disposition is not None:
        msg['Content-Disposition'] = disposition
    if filename is not None:
        msg.set_param('filename', filename, header='Content-Disposition', replace=True)
    if cid is not None:
        msg['Content-ID'] = cid
    if params is not None:
        for key, value in params.items():
            msg.set_param(key, value)


def _encode_base64(data, max_line_length):
    step = max_line_length // 4 * 3
    return ''.join(binascii.b2a_base64(data[at:at + step]).decode('ascii')
                   for at in range(0, len(data), step))


def _encode_text(string, charset, cte, policy):
    lines = string.encode(charset).splitlines()
    linesep = policy.linesep.encode('ascii')

    def embedded(parts):
        return linesep.join(parts) + linesep

    def normal(parts):
        return b'\n'.join(parts) + b'\n'

    if cte is None:
        longest = max((len(x) for x in lines), default=0)
        fits = not policy.max_line_length or longest <= policy.max_line_length
        if all(line.isascii() for line in lines) and fits:
            return '7bit', normal(lines).decode('ascii')
        if policy.cte_type == '8bit' and fits and not all(line.isascii() for line in lines):
            return '8bit', normal(lines).decode('ascii', 'surrogateescape')
        sample = embedded(lines[:10])
        quoted = quoprimime.body_encode(sample.decode('latin-1'), policy.max_line_length)
        cte = 'base64' if len(binascii.b2a_base64(sample)) < len(quoted) else 'quoted-printable'
    if cte == '7bit':
        data = normal(lines).decode('ascii')
    elif cte == '8bit':
        data = normal(lines).decode('ascii', 'surrogateescape')
    elif cte == 'quoted-printable':
        data = quoprimime.body_encode(normal(lines).decode('latin-1'), policy.max_line_length)
    elif cte == 'base64':
        data = _encode_base64(embedded(lines), policy.max_line_length)
    else:
        raise ValueError('Unknown content transfer encoding {}'.format(cte))
    return cte, data


def set_text_content(msg, string, subtype='plain', charset='utf-8', cte=None, disposition=None,
                     filename=None, cid=None, params=None, headers=None):
    """Make a text the payload."""
    _prepare_set(msg, 'text', subtype, headers)
    cte, payload = _encode_text(string, charset, cte, msg.policy)
    msg.set_payload(payload)
    msg.set_param('charset', _mime_name(charset), replace=True)
    msg['Content-Transfer-Encoding'] = cte
    _finalize_set(msg, disposition, filename, cid, params)


def _mime_name(charset):
    from email.charset import ALIASES
    return ALIASES.get(charset, charset)


def set_message_content(msg, message, subtype='rfc822', cte=None, disposition=None,
                        filename=None, cid=None, params=None, headers=None):
    """Make a message the payload."""
    if subtype == 'partial':
        raise ValueError('message/partial is not supported for Message objects')
    if subtype == 'rfc822':
        if cte not in (None, '7bit', '8bit', 'binary'):
            raise ValueError('message/rfc822 parts do not support cte={}'.format(cte))
        cte = '8bit' if cte is None else cte
    elif subtype == 'external-body':
        if cte not in (None, '7bit'):
            raise ValueError('message/external-body parts do not support cte={}'.format(cte))
        cte = '7bit'
    elif cte is None:
        cte = '8bit'
    _prepare_set(msg, 'message', subtype, headers)
    msg.set_payload([message])
    msg['Content-Transfer-Encoding'] = cte
    _finalize_set(msg, disposition, filename, cid, params)


def set_bytes_content(msg, data, maintype, subtype, cte='base64', disposition=None,
                      filename=None, cid=None, params=None, headers=None):
    """Make bytes the payload."""
    _prepare_set(msg, maintype, subtype, headers)
    if cte == 'base64':
        data = _encode_base64(data, max_line_length=msg.policy.max_line_length)
    elif cte == 'quoted-printable':
        data = binascii.b2a_qp(data, istext=False, header=False, quotetabs=True)
        data = data.decode('ascii')
    elif cte == '7bit':
        data = data.decode('ascii')
    elif cte in ('8bit', 'binary'):
        data = data.decode('ascii', 'surrogateescape')
    msg.set_payload(data)
    msg['Content-Transfer-Encoding'] = cte
    _finalize_set(msg, disposition, filename, cid, params)


raw_data_manager.add_set_handler(str, set_text_content)
raw_data_manager.add_set_handler(_message.Message, set_message_content)
for _type in (bytes, bytearray, memoryview):
    raw_data_manager.add_set_handler(_type, set_bytes_content)
del _type
