"""http._cookie_text: what http.cookiejar reads and writes: dates, headers, domains, paths."""

import re
import time
import urllib.parse

DEFAULT_HTTP_PORT = '80'
EPOCH_YEAR = 1970

# ---- dates ----------------------------------------------------------------------------------------

DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_MONTHS_LOWER = [m.lower() for m in MONTHS]


def time2isoz(t=None):
    """A time as '1994-11-24 08:49:37Z'."""
    t = time.gmtime(t)
    return '%04d-%02d-%02d %02d:%02d:%02dZ' % t[:6]


def time2netscape(t=None):
    """A time as 'Wed, 09-Feb-1994 22:23:32 GMT'."""
    t = time.gmtime(t)
    return '%s, %02d-%s-%04d %02d:%02d:%02d GMT' % (DAYS[t[6]], t[2], MONTHS[t[1] - 1], t[0],
                                                    *t[3:6])


def _days_before(year, month, day):
    """Days from 1970 to a date."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def _seconds(year, month, day, hour, minute, second):
    if not (year >= EPOCH_YEAR and 1 <= month <= 12 and 1 <= day <= 31 and 0 <= hour <= 24
            and 0 <= minute <= 59 and 0 <= second <= 61):
        return None
    return _days_before(year, month, day) * 86400 + hour * 3600 + minute * 60 + second


_STRICT = re.compile(r'^[SMTWF][a-z][a-z], (\d\d) ([JFMASOND][a-z][a-z]) (\d\d\d\d) '
                     r'(\d\d):(\d\d):(\d\d) GMT$', re.ASCII)
_WEEKDAY = re.compile(r'^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*', re.I | re.ASCII)
_LOOSE = re.compile(r'''^
    (\d\d?) (?:\s+|[-\/]) (\w+) (?:\s+|[-\/]) (\d+)
    (?: (?:\s+|:) (\d\d?):(\d\d) (?::(\d\d))? )?
    \s* (?: ([-+]?\d{2,4}|(?![APap][Mm]\b)[A-Za-z]+) \s* )? (?: \(\w+\) \s* )? $''',
    re.X | re.ASCII)
_ISO = re.compile(r'''^
    (\d{4}) [-\/]? (\d\d?) [-\/]? (\d\d?)
    (?: (?:\s+|[-:Tt]) (\d\d?):?(\d\d) (?::?(\d\d(?:\.\d*)?))? )?
    \s* (?: ([-+]?\d\d?:?(?:\d\d)? |Z|z) \s* )? $''', re.X | re.ASCII)
_OFFSET = re.compile(r'^([-+])?(\d\d?):?(\d\d)?$', re.ASCII)


def _offset(zone):
    if zone in ('GMT', 'UTC', 'UT', 'Z'):
        return 0
    match = _OFFSET.search(zone)
    if not match:
        return None
    offset = 3600 * int(match[2]) + 60 * int(match[3] or 0)
    return -offset if match[1] == '-' else offset


def _time_of(day, month, year, hour, minute, second, zone):
    year = int(year)
    if str(month).lower() in _MONTHS_LOWER:
        month = _MONTHS_LOWER.index(month.lower()) + 1
    else:
        try:
            month = int(month)
        except ValueError:
            return None
    if year < 1000:
        # Two figures: the year that is nearest.
        this = time.localtime()[0]
        century = this % 100
        two = year
        year = year + this - century
        if abs(century - two) > 50:
            year += 100 if century > two else -100
    numbers = (year, month, int(day), int(hour or 0), int(minute or 0), int(float(second or 0)))
    t = _seconds(*numbers)
    if t is None:
        return None
    offset = _offset((zone or 'UTC').upper())
    return None if offset is None else t - offset


def http2time(text):
    """Seconds since 1970 of a date in a header; None if it is none."""
    match = _STRICT.search(text)
    if match:
        day, month, year, hh, mm, ss = match.groups()
        if month.lower() not in _MONTHS_LOWER:
            return None
        t = _seconds(int(year), _MONTHS_LOWER.index(month.lower()) + 1, int(day), int(hh),
                     int(mm), int(ss))
        return None if t is None else float(t)
    text = _WEEKDAY.sub('', text.lstrip(), 1)
    match = _LOOSE.search(text)
    if not match:
        return None
    return _time_of(*match.groups())


def iso2time(text):
    """Seconds since 1970 of a date as ISO 8601 has it; None if it is none."""
    match = _ISO.search(text.lstrip())
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    return _time_of(day, month, year, hour, minute, second, zone)


# ---- headers --------------------------------------------------------------------------------------

_TOKEN = re.compile(r'^\s*([^=\s;,]+)')
_QUOTED = re.compile(r'^\s*=\s*\"([^\"\\]*(?:\\.[^\"\\]*)*)\"')
_PLAIN = re.compile(r'^\s*=\s*([^\s;,]*)')


def split_header_words(header_values):
    """Lists of pairs, of the values of headers like 'a=b; c, d="e"'."""
    assert not isinstance(header_values, str)
    result = []
    for text in header_values:
        pairs = []
        while text:
            match = _TOKEN.search(text)
            if match:
                text = text[match.end():]
                name = match[1]
                match = _QUOTED.search(text)
                if match:
                    text = text[match.end():]
                    value = re.sub(r'\\(.)', r'\1', match[1])
                else:
                    match = _PLAIN.search(text)
                    if match:
                        text = text[match.end():]
                        value = match[1].rstrip()
                    else:
                        value = None
                pairs.append((name, value))
            elif text.lstrip().startswith(','):
                text = text.lstrip()[1:]
                if pairs:
                    result.append(pairs)
                pairs = []
            else:
                rest = re.sub(r'^[=\s;]*', '', text)
                if rest == text:
                    break
                text = rest
        if pairs:
            result.append(pairs)
    return result


def join_header_words(lists):
    """The header of lists of pairs."""
    headers = []
    for pairs in lists:
        parts = []
        for name, value in pairs:
            if value is not None:
                if not re.search(r'^\w+$', value):
                    value = '"%s"' % re.sub(r'([\"\\])', r'\\\1', value)
                name = '%s=%s' % (name, value)
            parts.append(name)
        if parts:
            headers.append('; '.join(parts))
    return ', '.join(headers)


def strip_quotes(text):
    """A text without its quotes."""
    return text.removeprefix('"').removesuffix('"')


def parse_ns_headers(ns_headers):
    """Lists of pairs, of Set-Cookie headers as browsers read them."""
    known = ('expires', 'domain', 'path', 'secure', 'version', 'port', 'max-age')
    result = []
    for header in ns_headers:
        pairs = []
        version_set = False
        for at, param in enumerate(header.split(';')):
            key, equals, value = param.strip().partition('=')
            key = key.strip()
            if not key:
                if at == 0:
                    break
                continue
            value = value.strip() if equals else None
            if at != 0:
                lower = key.lower()
                if lower in known:
                    key = lower
                if key == 'version':
                    if value is not None:
                        value = strip_quotes(value)
                    version_set = True
                elif key == 'expires':
                    if value is not None:
                        value = http2time(strip_quotes(value))
            pairs.append((key, value))
        if pairs:
            if not version_set:
                pairs.append(('version', '0'))
            result.append(pairs)
    return result


# ---- domains and paths ----------------------------------------------------------------------------

IPV4_RE = re.compile(r'\.\d+$', re.ASCII)


def is_HDN(text):
    """Whether a text is a host's name, and no number."""
    return not (IPV4_RE.search(text) or text == '' or text[0] == '.' or text[-1] == '.')


def domain_match(A, B):
    """Whether a host belongs to a domain (RFC 2965)."""
    A, B = A.lower(), B.lower()
    if A == B:
        return True
    if not is_HDN(A):
        return False
    at = A.rfind(B)
    if at <= 0 or not B.startswith('.'):
        return False
    return is_HDN(B[1:])


def liberal_is_HDN(text):
    """Whether a text is a host's name or a domain."""
    return not IPV4_RE.search(text)


def user_domain_match(A, B):
    """Whether a host belongs to a domain that a user has written."""
    A, B = A.lower(), B.lower()
    if not (liberal_is_HDN(A) and liberal_is_HDN(B)):
        return A == B
    return A.endswith(B) if B.startswith('.') else A == B


cut_port_re = re.compile(r':\d+$', re.ASCII)


def request_host(request):
    """The host of a request, in small letters."""
    host = urllib.parse.urlparse(request.get_full_url())[1]
    if host == '':
        host = request.get_header('Host', '')
    return cut_port_re.sub('', host, 1).lower()


def eff_request_host(request):
    """The host of a request, and the same with .local where it has no dot."""
    erhn = req_host = request_host(request)
    if '.' not in req_host:
        erhn = req_host + '.local'
    return req_host, erhn


def request_path(request):
    """The path of a request."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path.startswith('/') else '/' + path


def request_port(request):
    """The port of a request, as a str."""
    host = request.host
    colon = host.find(':')
    if colon < 0:
        return DEFAULT_HTTP_PORT
    port = host[colon + 1:]
    return port if port.isdigit() else None


HTTP_PATH_SAFE = "%/;:@&=+$,!~*'()"


def escape_path(path):
    """A path with what may not stand there quoted, and quoted in capitals."""
    path = urllib.parse.quote(path, HTTP_PATH_SAFE)
    return re.sub(r'%([0-9a-fA-F][0-9a-fA-F])', lambda m: '%%%s' % m[1].upper(), path)


def reach(h):
    """The domain that a host's cookies are for."""
    dot = h.find('.')
    if dot >= 0:
        rest = h[dot + 1:]
        if is_HDN(h) and (rest.find('.') >= 0 or rest == 'local'):
            return '.' + rest
    return h


def is_third_party(request):
    """Whether a request is to another site than the page it was made for."""
    return not domain_match(request_host(request), reach(request.origin_req_host))
