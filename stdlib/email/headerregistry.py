"""email.headerregistry: headers that are str and know what they mean.

Addresses and parameters are read by the readers of `utils` and `message`; of the defects that
CPython's own grammar finds, only those that change the value are told.
"""

import re
from types import MappingProxyType

from email import errors, utils
from email._folding import fold_addresses, fold_words

# ---- addresses ------------------------------------------------------------------------------------


class Address:
    """An address with its parts."""

    def __init__(self, display_name='', username='', domain='', addr_spec=None):
        inputs = ''.join(filter(None, (display_name, username, domain, addr_spec)))
        if '\r' in inputs or '\n' in inputs:
            raise ValueError('invalid arguments; address parts cannot contain CR or LF')
        if addr_spec is not None:
            if username or domain:
                raise TypeError('addrspec specified when username and/or domain also specified')
            local, at, domain = addr_spec.rpartition('@')
            if not at and domain:
                raise errors.InvalidHeaderDefect('addr-spec local part with no domain')
            if not local or not domain:
                raise ValueError("Invalid addr_spec; only '{}' could be parsed from '{}'".format(
                    local or domain, addr_spec))
            username = utils.unquote(local)
        self._display_name = display_name
        self._username = username
        self._domain = domain

    @property
    def display_name(self):
        """The name before the address."""
        return self._display_name

    @property
    def username(self):
        """What stands before the @."""
        return self._username

    @property
    def domain(self):
        """What stands behind the @."""
        return self._domain

    @property
    def addr_spec(self):
        """The address."""
        local = self.username
        if set(local) & set('()<>[]:;@\\,"') or local != local.strip() or ' ' in local:
            local = '"%s"' % utils.quote(local)
        if self.domain:
            return local + '@' + self.domain
        return local or '<>'

    def __repr__(self):
        return '{}(display_name={!r}, username={!r}, domain={!r})'.format(
            self.__class__.__name__, self.display_name, self.username, self.domain)

    def __str__(self):
        name = self.display_name
        if not name:
            return self.addr_spec
        if set(name) & set('()<>[]:;@\\,."'):
            name = '"%s"' % utils.quote(name)
        return '{} <{}>'.format(name, '' if self.addr_spec == '<>' else self.addr_spec)

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name == other.display_name and self.username == other.username
                and self.domain == other.domain)


class Group:
    """Addresses under one name."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name = display_name
        self._addresses = tuple(addresses) if addresses else ()

    @property
    def display_name(self):
        """The name; None for a single address."""
        return self._display_name

    @property
    def addresses(self):
        """The addresses."""
        return self._addresses

    def __repr__(self):
        return '{}(display_name={!r}, addresses={!r}'.format(
            self.__class__.__name__, self.display_name, self.addresses)

    def __str__(self):
        if self.display_name is None and len(self.addresses) == 1:
            return str(self.addresses[0])
        name = self.display_name
        if name is not None and set(name) & set('()<>[]:;@\\,."'):
            name = '"%s"' % utils.quote(name)
        addresses = ', '.join(str(x) for x in self.addresses)
        addresses = ' ' + addresses if addresses else addresses
        return '{}:{};'.format(name, addresses)

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return self.display_name == other.display_name and self.addresses == other.addresses


# ---- headers --------------------------------------------------------------------------------------

def _decoded(value):
    """A text with its encoded words read."""
    if '=?' not in value:
        return value
    from email.header import decode_header, make_header
    try:
        return str(make_header(decode_header(value)))
    except (errors.HeaderParseError, LookupError, UnicodeError):
        return value


class BaseHeader(str):
    """A header: its text, its name, and the defects that were found in it."""

    max_count = None

    def __new__(cls, name, value):
        kwds = {'defects': []}
        cls.parse(value, kwds)
        if utils._has_surrogates(kwds['decoded']):
            kwds['decoded'] = utils._sanitize(kwds['decoded'])
        self = str.__new__(cls, kwds.pop('decoded'))
        self._name = name
        self._defects = kwds.pop('defects')
        self._source = value
        for key, found in kwds.items():
            setattr(self, '_' + key, found)
        return self

    @property
    def name(self):
        """The name of the header."""
        return self._name

    @property
    def defects(self):
        """What is wrong with it."""
        return tuple(self._defects)

    def __reduce__(self):
        return _rebuild, (self.__class__.__name__, type(self).__mro__[1], self._name,
                          self._source)

    def fold(self, *, policy):
        """The header as lines."""
        return fold_words(self.name, str(self), policy)


def _rebuild(class_name, base, name, value):
    return HeaderRegistry()(name, value)


class UnstructuredHeader:
    """Text."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        kwds['decoded'] = _decoded(value)


class UniqueUnstructuredHeader(UnstructuredHeader):
    """Text, once."""

    max_count = 1


class DateHeader:
    """A date; a datetime may be given."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        kwds['datetime'] = None
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue())
            kwds['decoded'] = ''
            return
        if isinstance(value, str):
            kwds['decoded'] = value
            try:
                value = utils.parsedate_to_datetime(value)
            except ValueError:
                defect = errors.InvalidDateDefect('Invalid date value or format')
                kwds['defects'].append(defect)
                return
        kwds['datetime'] = value
        kwds['decoded'] = utils.format_datetime(value)

    @property
    def datetime(self):
        """The date."""
        return self._datetime


class UniqueDateHeader(DateHeader):
    """A date, once."""

    max_count = 1


class AddressHeader:
    """Addresses; Address and Group objects may be given."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        if isinstance(value, str):
            groups = _groups(value, kwds['defects'])
        else:
            if not hasattr(value, '__iter__'):
                value = [value]
            groups = [Group(None, [item]) if not hasattr(item, 'addresses') else item
                      for item in value]
        kwds['groups'] = tuple(groups)
        kwds['decoded'] = ', '.join(str(item) for item in groups)
        # What a program wrote is sent as it wrote it.
        kwds['written'] = value if isinstance(value, str) else kwds['decoded']

    def fold(self, *, policy):
        """The header as lines."""
        return fold_addresses(self.name, self._written, policy)

    @property
    def groups(self):
        """The groups, an address by itself being a group without a name."""
        return self._groups

    @property
    def addresses(self):
        """All addresses."""
        return tuple(address for group in self._groups for address in group.addresses)


def _groups(value, defects):
    groups = []
    if not value.strip():
        defects.append(errors.InvalidHeaderDefect('address-list entry with no content'))
        return groups
    reader = utils._AddressReader(value)
    while reader.pos < len(reader.field):
        start = reader.pos
        found = reader.address()
        text = reader.field[start:reader.pos]
        made = []
        for name, spec in found:
            local, at, domain = spec.rpartition('@')
            if not at:
                local, domain = domain, ''
                defects.append(errors.InvalidHeaderDefect('addr-spec local part with no domain'))
            made.append(Address(_decoded(name), utils.unquote(local), domain))
        plain = utils._outside_quotes(text)
        if ':' in plain and ';' in plain and plain.index(':') < plain.index(';'):
            name = utils.unquote(text[:text.index(':')].strip().lstrip(','))
            groups.append(Group(_decoded(name), made))
        else:
            groups.extend(Group(None, [address]) for address in made)
    return groups


class UniqueAddressHeader(AddressHeader):
    """Addresses, once."""

    max_count = 1


class SingleAddressHeader(AddressHeader):
    """One address."""

    @property
    def address(self):
        """The address."""
        if len(self.addresses) != 1:
            raise ValueError(('value of single address header {} is not a single '
                              'address').format(self.name))
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    """One address, once."""

    max_count = 1


class MIMEVersionHeader:
    """The version of MIME."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        kwds['decoded'] = str(value)
        match = re.match(r'\s*(\d+)\s*\.\s*(\d+)', re.sub(r'\(.*?\)', '', str(value)))
        kwds['major'] = int(match[1]) if match else None
        kwds['minor'] = int(match[2]) if match else None
        kwds['version'] = '{}.{}'.format(int(match[1]), int(match[2])) if match else None
        if not match:
            text = 'Missing MIME version number (eg: 1.0)'
            kwds['defects'].append(errors.HeaderMissingRequiredValue(text))

    @property
    def major(self):
        """The number before the dot."""
        return self._major

    @property
    def minor(self):
        """The number behind the dot."""
        return self._minor

    @property
    def version(self):
        """Both."""
        return self._version


class ParameterizedMIMEHeader:
    """A value with parameters."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        from email.message import _parseparam
        kwds['decoded'] = str(value)
        pieces = _parseparam(str(value))
        pairs = []
        for piece in pieces[1:]:
            name, equals, text = piece.partition('=')
            if equals:
                pairs.append((name, text))
        params = {}
        for name, text in utils.decode_params([('', ''), *pairs])[1:]:
            params[name.lower()] = _decoded(utils.collapse_rfc2231_value(text))
        kwds['params'] = params
        kwds['value'] = pieces[0].strip().lower()

    @property
    def params(self):
        """The parameters."""
        return MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    """The type of a message."""

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        super().parse(value, kwds)
        kind = kwds.pop('value')
        main, slash, sub = kind.partition('/')
        if not slash or not main or not sub or '/' in sub:
            text = 'invalid content type' if kind else 'Missing content type specification'
            kwds['defects'].append(errors.InvalidHeaderDefect(text))
            main, sub = 'text', 'plain'
        kwds['maintype'] = utils._sanitize(main)
        kwds['subtype'] = utils._sanitize(sub)

    @property
    def maintype(self):
        """The type's first half."""
        return self._maintype

    @property
    def subtype(self):
        """The type's second half."""
        return self._subtype

    @property
    def content_type(self):
        """The type."""
        return self.maintype + '/' + self.subtype


class ContentDispositionHeader(ParameterizedMIMEHeader):
    """Whether a part is an attachment."""

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        super().parse(value, kwds)
        kwds['content_disposition'] = kwds.pop('value') or None

    @property
    def content_disposition(self):
        """'inline' or 'attachment'."""
        return self._content_disposition


class ContentTransferEncodingHeader:
    """How the payload is encoded."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        kwds['decoded'] = str(value)
        kwds['cte'] = str(value).strip().lower() or '7bit'

    @property
    def cte(self):
        """The encoding."""
        return self._cte


class MessageIDHeader:
    """The identifier of a message."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        """Find what the header means."""
        kwds['decoded'] = str(value)


_default_header_map = {
    'subject': UniqueUnstructuredHeader,
    'date': UniqueDateHeader,
    'resent-date': DateHeader,
    'orig-date': UniqueDateHeader,
    'sender': UniqueSingleAddressHeader,
    'resent-sender': SingleAddressHeader,
    'to': UniqueAddressHeader,
    'resent-to': AddressHeader,
    'cc': UniqueAddressHeader,
    'resent-cc': AddressHeader,
    'bcc': UniqueAddressHeader,
    'resent-bcc': AddressHeader,
    'from': UniqueAddressHeader,
    'resent-from': AddressHeader,
    'reply-to': UniqueAddressHeader,
    'mime-version': MIMEVersionHeader,
    'content-type': ContentTypeHeader,
    'content-disposition': ContentDispositionHeader,
    'content-transfer-encoding': ContentTransferEncodingHeader,
    'message-id': MessageIDHeader,
}


class HeaderRegistry:
    """Makes headers of names and values."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader,
                 use_default_map=True):
        self.registry = dict(_default_header_map) if use_default_map else {}
        self.base_class = base_class
        self.default_class = default_class
        self._made = {}

    def map_to_type(self, name, cls):
        """Say which class headers of a name have."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        cls = self.registry.get(name.lower(), self.default_class)
        made = self._made.get(cls)
        if made is None:
            made = self._made[cls] = type('_' + cls.__name__, (cls, self.base_class), {})
        return made

    def __call__(self, name, value):
        return self[name](name, value)
