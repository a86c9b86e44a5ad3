"""http.cookies: the cookies of a server: headers written and read (RFC 6265)."""

import re
import string

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie']

_LEGAL = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
_UNESCAPED = _LEGAL + ' ()/<=>?@[]{}'
_is_legal_key = re.compile('[%s]+' % re.escape(_LEGAL)).fullmatch
_ESCAPES = {n: '\\%03o' % n for n in set(range(256)) - set(map(ord, _UNESCAPED))}
_ESCAPES |= {ord('"'): '\\"', ord('\\'): '\\\\'}
_ESCAPED = re.compile(r'\\(?:([0-3][0-7][0-7])|(.))')


class CookieError(Exception):
    """A name or value that no cookie may have."""


def _quote(str):
    """A value in quotes, if it needs them."""
    if str is None or _is_legal_key(str):
        return str
    return '"' + str.translate(_ESCAPES) + '"'


def _unquote(str):
    """A value without its quotes."""
    if str is None or len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str
    return _ESCAPED.sub(lambda m: chr(int(m[1], 8)) if m[1] else m[2], str[1:-1])


_WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov',
           'Dec']


def _getdate(future=0):
    from time import gmtime, time
    year, month, day, hh, mm, ss, wd, _, _ = gmtime(time() + future)
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (_WEEKDAYS[wd], day, _MONTHS[month], year,
                                                    hh, mm, ss)


class Morsel(dict):
    """One cookie: a dict of its attributes, with a name and a value."""

    _reserved = {
        'expires': 'expires',
        'path': 'Path',
        'comment': 'Comment',
        'domain': 'Domain',
        'max-age': 'Max-Age',
        'secure': 'Secure',
        'httponly': 'HttpOnly',
        'version': 'Version',
        'samesite': 'SameSite',
    }
    _flags = {'secure', 'httponly'}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        for key in self._reserved:
            dict.__setitem__(self, key, '')

    @property
    def key(self):
        """The name."""
        return self._key

    @property
    def value(self):
        """The value."""
        return self._value

    @property
    def coded_value(self):
        """The value as it is sent."""
        return self._coded_value

    def __setitem__(self, K, V):
        K = K.lower()
        if K not in self._reserved:
            raise CookieError('Invalid attribute %r' % (K,))
        dict.__setitem__(self, K, V)

    def setdefault(self, key, val=None):
        """Set an attribute, if it is not there."""
        key = key.lower()
        if key not in self._reserved:
            raise CookieError('Invalid attribute %r' % (key,))
        return dict.setdefault(self, key, val)

    def __eq__(self, morsel):
        if not isinstance(morsel, Morsel):
            return NotImplemented
        return (dict.__eq__(self, morsel) and self._value == morsel._value
                and self._key == morsel._key and self._coded_value == morsel._coded_value)

    __ne__ = object.__ne__

    def copy(self):
        """The same again."""
        morsel = Morsel()
        dict.update(morsel, self)
        morsel.__dict__.update(self.__dict__)
        return morsel

    def update(self, values):
        """Set attributes."""
        data = {}
        for key, val in dict(values).items():
            key = key.lower()
            if key not in self._reserved:
                raise CookieError('Invalid attribute %r' % (key,))
            data[key] = val
        dict.update(self, data)

    def isReservedKey(self, K):
        """Whether a name is that of an attribute."""
        return K.lower() in self._reserved

    def set(self, key, val, coded_val):
        """Set name and value."""
        if key.lower() in self._reserved:
            raise CookieError('Attempt to set a reserved key %r' % (key,))
        if not _is_legal_key(key):
            raise CookieError('Illegal key %r' % (key,))
        self._key = key
        self._value = val
        self._coded_value = coded_val

    def __getstate__(self):
        return {'key': self._key, 'value': self._value, 'coded_value': self._coded_value}

    def __setstate__(self, state):
        self._key = state['key']
        self._value = state['value']
        self._coded_value = state['coded_value']

    def output(self, attrs=None, header='Set-Cookie:'):
        """The header."""
        return '%s %s' % (header, self.OutputString(attrs))

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, self.OutputString())

    def js_output(self, attrs=None):
        """A piece of JavaScript that sets the cookie."""
        return '''
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = "%s";
        // end hiding -->
        </script>
        ''' % self.OutputString(attrs).replace('"', r'\"')

    def OutputString(self, attrs=None):
        """The value of the header."""
        parts = ['%s=%s' % (self.key, self.coded_value)]
        if attrs is None:
            attrs = self._reserved
        for key, value in sorted(self.items()):
            if value == '' or key not in attrs:
                continue
            name = self._reserved[key]
            if key == 'expires' and isinstance(value, int):
                parts.append('%s=%s' % (name, _getdate(value)))
            elif key == 'max-age' and isinstance(value, int):
                parts.append('%s=%d' % (name, value))
            elif key == 'comment' and isinstance(value, str):
                parts.append('%s=%s' % (name, _quote(value)))
            elif key in self._flags:
                if value:
                    parts.append(name)
            else:
                parts.append('%s=%s' % (name, value))
        return '; '.join(parts)

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


_PATTERN = re.compile(r"""
    \s*
    (?P<key>[\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=]+?)
    (                                   # a value, or none
    \s*=\s*
    (?P<val>
    "(?:[^\\"]|\\.)*"                   # in quotes
    |
    \w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT
    |
    [\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=\[\]]*
    )
    )?
    \s*
    (\s+|;|$)
    """, re.ASCII | re.VERBOSE)


class BaseCookie(dict):
    """Cookies by name; subclasses say how values are coded."""

    def value_decode(self, val):
        """Value and coded value of what came."""
        return val, val

    def value_encode(self, val):
        """Value and coded value of what a program sets."""
        return str(val), str(val)

    def __init__(self, input=None):
        if input:
            self.load(input)

    def __set(self, key, real_value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, real_value, coded_value)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            # When cookies are unpickled.
            dict.__setitem__(self, key, value)
        else:
            self.__set(key, *self.value_encode(value))

    def output(self, attrs=None, header='Set-Cookie:', sep='\015\012'):
        """The headers."""
        return sep.join(value.output(attrs, header) for _, value in sorted(self.items()))

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, ' '.join(
            '%s=%s' % (key, repr(value.value)) for key, value in sorted(self.items())))

    def js_output(self, attrs=None):
        """A piece of JavaScript that sets the cookies."""
        return ''.join(value.js_output(attrs) for _, value in sorted(self.items()))

    def load(self, rawdata):
        """Take the cookies of a header, or of a dict."""
        if isinstance(rawdata, str):
            self.__parse_string(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def __parse_string(self, str, patt=_PATTERN):
        at = 0
        found = []
        seen = False
        while 0 <= at < len(str):
            match = patt.match(str, at)
            if not match:
                # What cannot be read makes everything doubtful.
                return
            key, value = match['key'], match['val']
            at = match.end(0)
            if key[0] == '$':
                # An attribute of the time of RFC 2109.
                if not seen:
                    continue
                found.append((0, key[1:], value))
            elif key.lower() in Morsel._reserved:
                if not seen:
                    return
                if value is None:
                    if key.lower() not in Morsel._flags:
                        return
                    found.append((0, key, True))
                else:
                    found.append((0, key, _unquote(value)))
            elif value is not None:
                found.append((1, key, self.value_decode(value)))
                seen = True
            else:
                return
        morsel = None
        for is_cookie, key, value in found:
            if is_cookie:
                self.__set(key, *value)
                morsel = self[key]
            else:
                morsel[key] = value


class SimpleCookie(BaseCookie):
    """Cookies whose values are str."""

    def value_decode(self, val):
        """Value and coded value of what came."""
        return _unquote(val), val

    def value_encode(self, val):
        """Value and coded value of what a program sets."""
        text = str(val)
        return text, _quote(text)
