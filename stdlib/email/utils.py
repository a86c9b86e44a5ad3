"""email.utils: addresses, dates and parameters of mail."""

import re
import time

from email._policybase import _has_surrogates

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231',
           'formataddr', 'formatdate', 'format_datetime', 'getaddresses', 'make_msgid',
           'mktime_tz', 'parseaddr', 'parsedate', 'parsedate_tz', 'parsedate_to_datetime',
           'unquote']

COMMASPACE = ', '
# getaddresses and parseaddr take `strict`.
supports_strict_parsing = True
_SPECIALS = re.compile(r'[][\\()<>@,:;".]')
_ESCAPES = re.compile(r'[\\"]')
_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def _sanitize(string):
    """A str without characters that stand for bytes."""
    return string.encode('utf8', 'surrogateescape').decode('utf-8', 'replace')


def quote(str):
    """A text as it stands in double quotes."""
    return str.replace('\\', '\\\\').replace('"', '\\"')


def unquote(str):
    """A text without the quotes around it."""
    if len(str) > 1:
        if str[0] == '"' and str[-1] == '"':
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str[0] == '<' and str[-1] == '>':
            return str[1:-1]
    return str


# ---- addresses ------------------------------------------------------------------------------------

def formataddr(pair, charset='utf-8'):
    """'Name <address>' of a pair."""
    name, address = pair
    address.encode('ascii')
    if not name:
        return address
    try:
        name.encode('ascii')
    except UnicodeEncodeError:
        if isinstance(charset, str):
            from email.charset import Charset
            charset = Charset(charset)
        return '%s <%s>' % (charset.header_encode(name), address)
    quotes = '"' if _SPECIALS.search(name) else ''
    return '%s%s%s <%s>' % (quotes, _ESCAPES.sub(r'\\\g<0>', name), quotes, address)


def getaddresses(fieldvalues, *, strict=True):
    """Pairs of name and address, of the values of headers."""
    if not strict:
        return _AddressReader(COMMASPACE.join(str(v) for v in fieldvalues)).all()
    fieldvalues = [str(v) for v in fieldvalues]
    fieldvalues = ['' if not _balanced(v) else v for v in fieldvalues]
    found = _AddressReader(COMMASPACE.join(fieldvalues)).all()
    good = [('', '') if '[' in pair[1] and not _is_domain_literal(pair[1]) else pair
            for pair in found]
    expected = 0
    for value in fieldvalues:
        expected += 1 + _outside_quotes(value).count(',')
    # More addresses than commas allow for: somebody plays tricks.
    return good if len(good) == expected else [('', '')]


def _is_domain_literal(address):
    return re.search(r'@\[[^\[\]]*\]$', address) is not None


def _outside_quotes(value):
    """A text without what stands in quotes."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '', value, flags=re.DOTALL)


def _balanced(value):
    """Whether every parenthesis outside quotes has its partner."""
    depth = 0
    escaped = False
    for c in _outside_quotes(value):
        if escaped:
            escaped = False
        elif c == '\\':
            escaped = True
        elif c == '(':
            depth += 1
        elif c == ')':
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def parseaddr(addr, *, strict=True):
    """Name and address of a text; two empty ones if it is none."""
    if isinstance(addr, list):
        addr = addr[0]
    if not strict:
        found = _AddressReader(addr).all()
        return found[0] if found else ('', '')
    if not isinstance(addr, str):
        return '', ''
    found = getaddresses([addr])
    if not found or len(found) > 1:
        return '', ''
    return found[0]


class _AddressReader:
    """Reads lists of addresses (RFC 2822)."""

    _ENDS = '()<>@,:;".[]' + ''.join(map(chr, range(33))) + '\x7f'
    _PHRASE_ENDS = _ENDS.replace('.', '')
    _MOST_DEPTH = 100

    def __init__(self, field):
        self.field = field
        self.pos = 0
        self.comments = []

    def _peek(self):
        return self.field[self.pos] if self.pos < len(self.field) else ''

    def all(self):
        """All addresses."""
        result = []
        while self.pos < len(self.field):
            found = self.address()
            result += found or [('', '')]
        return result

    def address(self, depth=0):
        """The next address, or those of the next group."""
        self.comments = []
        self._space()
        start, comments = self.pos, self.comments
        words = self._phrase()
        self._space()
        result = []
        c = self._peek()
        if not c:
            if words:
                result = [(' '.join(self.comments), words[0])]
        elif c in '.@':
            # It is the address itself.
            self.pos, self.comments = start, comments
            address = self._addr_spec()
            result = [(' '.join(self.comments), address)]
        elif c == ':' and depth < self._MOST_DEPTH:
            self.pos += 1
            while self.pos < len(self.field):
                self._space()
                if self._peek() == ';':
                    self.pos += 1
                    break
                result += self.address(depth + 1)
        elif c == '<':
            address = self._route()
            name = ' '.join(words)
            if self.comments:
                name += ' (' + ' '.join(self.comments) + ')'
            result = [(name, address)]
        elif words:
            result = [(' '.join(self.comments), words[0])]
        elif c in self._ENDS:
            self.pos += 1
        self._space()
        if self._peek() == ',':
            self.pos += 1
        return result

    def _space(self):
        white = []
        while c := self._peek():
            if c in ' \t\r\n':
                if c not in '\r\n':
                    white.append(c)
                self.pos += 1
            elif c == '(':
                self.comments.append(self._comment())
            else:
                break
        return ''.join(white)

    def _route(self):
        """The address in angle brackets."""
        if self._peek() != '<':
            return ''
        self.pos += 1
        self._space()
        expect_route = False
        address = ''
        while c := self._peek():
            if expect_route:
                self._domain()
                expect_route = False
            elif c == '>':
                self.pos += 1
                break
            elif c == '@':
                self.pos += 1
                expect_route = True
            elif c == ':':
                self.pos += 1
            else:
                address = self._addr_spec()
                self.pos += 1
                break
            self._space()
        return address

    def _addr_spec(self):
        parts = []
        self._space()
        while c := self._peek():
            keep_space = True
            if c == '.':
                if parts and not parts[-1].strip():
                    parts.pop()
                parts.append('.')
                self.pos += 1
                keep_space = False
            elif c == '"':
                parts.append('"%s"' % quote(self._quoted()))
            elif c in self._ENDS:
                if parts and not parts[-1].strip():
                    parts.pop()
                break
            else:
                parts.append(self._atom())
            space = self._space()
            if keep_space and space:
                parts.append(space)
        if self._peek() != '@':
            return ''.join(parts)
        parts.append('@')
        self.pos += 1
        self._space()
        domain = self._domain()
        if not domain:
            # Half an address is none.
            return ''
        return ''.join(parts) + domain

    def _domain(self):
        parts = []
        while c := self._peek():
            if c in ' \t\r\n':
                self.pos += 1
            elif c == '(':
                self.comments.append(self._comment())
            elif c == '[':
                parts.append('[%s]' % self._delimited('[', ']\r'))
            elif c == '.':
                self.pos += 1
                parts.append('.')
            elif c == '@':
                # An address with two of them is none.
                return ''
            elif c in self._ENDS:
                break
            else:
                parts.append(self._atom())
        return ''.join(parts)

    def _delimited(self, begin, ends, comments=True, depth=0):
        if self._peek() != begin:
            return ''
        parts = []
        escaped = False
        self.pos += 1
        while c := self._peek():
            if escaped:
                parts.append(c)
                escaped = False
            elif c in ends:
                self.pos += 1
                break
            elif comments and c == '(' and depth < self._MOST_DEPTH:
                parts.append(self._delimited('(', ')\r', True, depth + 1))
                continue
            elif c == '\\':
                escaped = True
            else:
                parts.append(c)
            self.pos += 1
        return ''.join(parts)

    def _quoted(self):
        return self._delimited('"', '"\r', False)

    def _comment(self):
        return self._delimited('(', ')\r', True)

    def _atom(self, ends=_ENDS):
        start = self.pos
        while (c := self._peek()) and c not in ends:
            self.pos += 1
        return self.field[start:self.pos]

    def _phrase(self):
        words = []
        while c := self._peek():
            if c in ' \t\r\n':
                self.pos += 1
            elif c == '"':
                words.append(self._quoted())
            elif c == '(':
                self.comments.append(self._comment())
            elif c in self._PHRASE_ENDS:
                break
            else:
                words.append(self._atom(self._PHRASE_ENDS))
        return words


# ---- dates ----------------------------------------------------------------------------------------

_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300, 'EST': -500,
          'EDT': -400, 'CST': -600, 'CDT': -500, 'MST': -700, 'MDT': -600, 'PST': -800,
          'PDT': -700}
_LONG_MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august',
                'september', 'october', 'november', 'december']


def parsedate_tz(data):
    """A date of mail as ten numbers, the last one the zone's offset in seconds."""
    result = _parsedate_tz(data)
    if result and result[9] is None:
        result[9] = 0
    return tuple(result) if result else None


def parsedate(data):
    """A date of mail as nine numbers, for time.mktime."""
    found = parsedate_tz(data)
    return found[:9] if isinstance(found, tuple) else found


def _parsedate_tz(data):
    if not data:
        return None
    data = data.split()
    if not data:
        return None
    if data[0].endswith(',') or data[0].lower() in [d.lower() for d in _DAYS]:
        del data[0]
    else:
        at = data[0].rfind(',')
        if at >= 0:
            data[0] = data[0][at + 1:]
    if len(data) == 3:
        # 21-Nov-2020
        parts = data[0].split('-')
        if len(parts) == 3:
            data = parts + data[1:]
    if len(data) == 4:
        text = data[3]
        at = text.find('+')
        if at == -1:
            at = text.find('-')
        if at > 0:
            data[3:] = [text[:at], text[at:]]
        else:
            data.append('')
    if len(data) < 5:
        return None
    day, month, year, clock, zone = data[:5]
    if not (day and month and year):
        return None
    month = month.lower()
    if month[:3] not in [m.lower() for m in _MONTHS] or not (
            len(month) == 3 or month in _LONG_MONTHS):
        day, month = month, day.lower()
        if month[:3] not in [m.lower() for m in _MONTHS] or not (
                len(month) == 3 or month in _LONG_MONTHS):
            return None
    month = [m.lower() for m in _MONTHS].index(month[:3]) + 1
    if day[-1] == ',':
        day = day[:-1]
    at = year.find(':')
    if at > 0:
        year, clock = clock, year
    if year[-1:] == ',':
        year = year[:-1]
        if not year:
            return None
    if not year[:1].isdigit():
        year, zone = zone, year
    if clock[-1:] == ',':
        clock = clock[:-1]
    parts = clock.split(':')
    if len(parts) == 1 and '.' in parts[0]:
        parts = parts[0].split('.')
    if len(parts) == 2:
        parts.append('0')
    if len(parts) != 3:
        return None
    try:
        year, day = int(year), int(day)
        hour, minute, second = map(int, parts)
    except ValueError:
        return None
    if year < 100:
        year += 1900 if year > 68 else 2000
    offset = None
    zone = zone.upper()
    if zone in _ZONES:
        offset = _ZONES[zone]
    else:
        try:
            offset = int(zone)
        except ValueError:
            pass
        if offset == 0 and zone.startswith('-'):
            # A time in an unknown zone.
            offset = None
    if offset:
        sign = 1
        if offset < 0:
            sign, offset = -1, -offset
        offset = sign * (offset // 100 * 3600 + offset % 100 * 60)
    return [year, month, day, hour, minute, second, 0, 1, -1, offset]


def mktime_tz(data):
    """Seconds since 1970 of what parsedate_tz gives."""
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    import datetime
    start = datetime.datetime(1970, 1, 1)
    passed = datetime.datetime(data[0], data[1], 1) - start
    days = passed.days + data[2] - 1
    return ((days * 24 + data[3]) * 60 + data[4]) * 60 + data[5] - data[9]


def parsedate_to_datetime(data):
    """A date of mail as a datetime."""
    import datetime
    found = _parsedate_tz(data)
    if found is None:
        raise ValueError('Invalid date value or format "%s"' % str(data))
    *numbers, offset = found
    if offset is None:
        return datetime.datetime(*numbers[:6])
    return datetime.datetime(*numbers[:6],
                             tzinfo=datetime.timezone(datetime.timedelta(seconds=offset)))


def _format_timetuple_and_zone(timetuple, zone):
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        _DAYS[timetuple[6]], timetuple[2], _MONTHS[timetuple[1] - 1], timetuple[0],
        timetuple[3], timetuple[4], timetuple[5], zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time as a date of mail."""
    if timeval is None:
        timeval = time.time()
    if not localtime:
        return _format_timetuple_and_zone(time.gmtime(timeval), 'GMT' if usegmt else '-0000')
    if usegmt:
        raise ValueError('usegmt option requires a UTC datetime')
    local = time.localtime(timeval)
    minutes = local.tm_gmtoff // 60
    sign = '-' if minutes < 0 else '+'
    minutes = abs(minutes)
    return _format_timetuple_and_zone(local, '%s%02d%02d' % (sign, minutes // 60, minutes % 60))


def format_datetime(dt, usegmt=False):
    """A datetime as a date of mail."""
    import datetime
    now = dt.timetuple()
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError('usegmt option requires a UTC datetime')
        zone = 'GMT'
    elif dt.tzinfo is None:
        zone = '-0000'
    else:
        zone = dt.strftime('%z')
    return _format_timetuple_and_zone(now, zone)


def localtime(dt=None):
    """A datetime in the local zone: now, or dt."""
    import datetime
    if dt is None:
        dt = datetime.datetime.now()
    return dt.astimezone()


def make_msgid(idstring=None, domain=None):
    """An identifier for a new message."""
    import os
    import random
    timeval = int(time.time() * 100)
    idstring = '' if idstring is None else '.' + idstring
    if domain is None:
        import socket
        domain = socket.getfqdn()
    return '<%d.%d.%d%s@%s>' % (timeval, os.getpid(), random.getrandbits(64), idstring, domain)


# ---- parameters (RFC 2231) ------------------------------------------------------------------------

def decode_rfc2231(s):
    """Charset, language and value of "utf-8'en'%e4"."""
    parts = s.split("'", 2)
    return (None, None, s) if len(parts) <= 2 else parts


def encode_rfc2231(s, charset=None, language=None):
    """The value of a parameter in any language."""
    from urllib.parse import quote as percent
    s = percent(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return s
    return "%s'%s'%s" % (charset, '' if language is None else language, s)


_CONTINUED = re.compile(r'\A(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?\Z', re.ASCII)


def decode_params(params):
    """Parameters with their continuations joined and their values decoded."""
    from urllib.parse import unquote as percent
    new = [params[0]]
    pieces = {}
    for name, value in params[1:]:
        encoded = name.endswith('*')
        value = unquote(value)
        match = _CONTINUED.match(name)
        if match:
            number = match['num']
            number = int(number) if number is not None else None
            pieces.setdefault(match['name'], []).append((number, value, encoded))
        else:
            new.append((name, '"%s"' % quote(value)))
    for name, parts in pieces.items():
        parts.sort(key=lambda part: -1 if part[0] is None else part[0])
        encoded = any(part[2] for part in parts)
        value = ''.join(percent(v, encoding='latin-1') if e else v for _, v, e in parts)
        if encoded:
            charset, language, value = decode_rfc2231(value)
            new.append((name, (charset, language, '"%s"' % value)))
        else:
            new.append((name, '"%s"' % quote(value)))
    return new


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """The text of a parameter's value."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, language, text = value
    if charset is None:
        charset = fallback_charset
    try:
        return str(bytes(text, 'raw-unicode-escape'), charset, errors)
    except LookupError:
        # A character set that nobody knows.
        return unquote(text)
