"""wsgiref.headers: the headers of a response."""

import re

_TSPECIALS = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')


def _formatparam(param, value=None, quote=1):
    if value is None or not len(value):
        return param
    if quote or _TSPECIALS.search(value):
        value = value.replace('\\', '\\\\').replace('"', r'\"')
        return '%s="%s"' % (param, value)
    return '%s=%s' % (param, value)


class Headers:
    """A list of headers that is a mapping, too."""

    def __init__(self, headers=None):
        headers = headers if headers is not None else []
        if type(headers) is not list:
            raise TypeError('Headers must be a list of name/value tuples')
        self._headers = headers
        for name, value in headers:
            self._convert_string_type(name)
            self._convert_string_type(value)

    def _convert_string_type(self, value):
        if type(value) is str:
            return value
        raise AssertionError('Header names/values must be of type str (got {0})'.format(
            repr(value)))

    def __len__(self):
        return len(self._headers)

    def __setitem__(self, name, val):
        """Set a header, in place of all of its name."""
        del self[name]
        self._headers.append((self._convert_string_type(name), self._convert_string_type(val)))

    def __delitem__(self, name):
        name = self._convert_string_type(name.lower())
        self._headers[:] = [kv for kv in self._headers if kv[0].lower() != name]

    def __getitem__(self, name):
        return self.get(name)

    def __contains__(self, name):
        return self.get(name) is not None

    def get_all(self, name):
        """All values of a name."""
        name = self._convert_string_type(name.lower())
        return [value for known, value in self._headers if known.lower() == name]

    def get(self, name, default=None):
        """The first value of a name."""
        name = self._convert_string_type(name.lower())
        for known, value in self._headers:
            if known.lower() == name:
                return value
        return default

    def keys(self):
        """The names."""
        return [name for name, _ in self._headers]

    def values(self):
        """The values."""
        return [value for _, value in self._headers]

    def items(self):
        """Names and values."""
        return self._headers[:]

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, self._headers)

    def __str__(self):
        """The headers as they are sent."""
        return '\r\n'.join(['%s: %s' % kv for kv in self._headers] + ['', ''])

    def __bytes__(self):
        return str(self).encode('iso-8859-1')

    def setdefault(self, name, value):
        """Set a header, if it is not there; its value."""
        result = self.get(name)
        if result is not None:
            return result
        self._headers.append((self._convert_string_type(name),
                              self._convert_string_type(value)))
        return value

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters."""
        parts = []
        if _value is not None:
            parts.append(self._convert_string_type(_value))
        for name, value in _params.items():
            name = self._convert_string_type(name).replace('_', '-')
            if value is None:
                parts.append(name)
            else:
                parts.append(_formatparam(name, self._convert_string_type(value)))
        self._headers.append((self._convert_string_type(_name), '; '.join(parts)))
