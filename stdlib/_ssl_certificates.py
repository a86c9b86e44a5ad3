"""_ssl_certificates: certificates (X.509) as the dicts that ssl.getpeercert gives."""

_NAMES = {
    '2.5.4.3': 'commonName', '2.5.4.4': 'surname', '2.5.4.5': 'serialNumber',
    '2.5.4.6': 'countryName', '2.5.4.7': 'localityName', '2.5.4.8': 'stateOrProvinceName',
    '2.5.4.9': 'streetAddress', '2.5.4.10': 'organizationName',
    '2.5.4.11': 'organizationalUnitName', '2.5.4.12': 'title', '2.5.4.42': 'givenName',
    '2.5.4.15': 'businessCategory', '2.5.4.17': 'postalCode', '2.5.4.97': 'organizationIdentifier',
    '1.2.840.113549.1.9.1': 'emailAddress', '0.9.2342.19200300.100.1.25': 'domainComponent',
    '0.9.2342.19200300.100.1.1': 'userId',
    '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionCountryName',
    '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionStateOrProvinceName',
}
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


class _Reader:
    """Reads DER: tag, length, contents."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def more(self):
        return self.at < len(self.data)

    def peek(self):
        return self.data[self.at] if self.more() else None

    def item(self):
        """The next tag and its contents."""
        start = self.at
        if start + 2 > len(self.data):
            raise ValueError('truncated certificate')
        tag, length = self.data[start], self.data[start + 1]
        at = start + 2
        if length & 0x80:
            count = length & 0x7f
            if count > 4:
                raise ValueError('a certificate of impossible length')
            length = int.from_bytes(self.data[at:at + count], 'big')
            at += count
        if at + length > len(self.data):
            raise ValueError('truncated certificate')
        self.at = at + length
        return tag, self.data[at:at + length]

    def inner(self, wanted):
        """A reader of the contents of the next item, which must have a tag."""
        tag, contents = self.item()
        if tag != wanted:
            raise ValueError('not a certificate')
        return _Reader(contents)


def _oid(data):
    numbers = []
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7f
        if not byte & 0x80:
            numbers.append(value)
            value = 0
    first = numbers[0] if numbers else 0
    head = [2, first - 80] if first >= 80 else list(divmod(first, 40))
    return '.'.join(map(str, head + numbers[1:]))


def _text(tag, data):
    if tag == 0x1e:
        return data.decode('utf-16-be', 'replace')
    if tag in (0x14,):
        return data.decode('latin-1')
    return data.decode('utf-8', 'replace')


def _name(reader):
    parts = []
    while reader.more():
        one = reader.inner(0x31)
        pairs = []
        while one.more():
            pair = one.inner(0x30)
            oid = _oid(pair.item()[1])
            pairs.append((_NAMES.get(oid, oid), _text(*pair.item())))
        parts.append(tuple(pairs))
    return tuple(parts)


def _time(tag, data):
    digits = data.decode('ascii', 'replace')
    if tag == 0x17:
        digits = ('19' if digits[:2] >= '50' else '20') + digits
    try:
        return '%s %2d %s:%s:%s %s GMT' % (_MONTHS[int(digits[4:6]) - 1], int(digits[6:8]),
                                           digits[8:10], digits[10:12], digits[12:14],
                                           digits[:4])
    except (ValueError, IndexError):
        return digits


def _ip(data):
    if len(data) == 4:
        return '.'.join(map(str, data))
    if len(data) == 16:
        return ':'.join('%X' % int.from_bytes(data[at:at + 2], 'big') for at in range(0, 16, 2))
    return '<invalid>'


def _alternatives(data):
    names = []
    reader = _Reader(data).inner(0x30)
    while reader.more():
        tag, contents = reader.item()
        kind = tag & 0x1f
        if kind == 2:
            names.append(('DNS', contents.decode('ascii', 'replace')))
        elif kind == 7:
            names.append(('IP Address', _ip(contents)))
        elif kind == 1:
            names.append(('email', contents.decode('ascii', 'replace')))
        elif kind == 6:
            names.append(('URI', contents.decode('ascii', 'replace')))
        elif kind == 4:
            names.append(('DirName', _name(_Reader(contents).inner(0x30))))
        elif kind == 8:
            names.append(('Registered ID', _oid(contents)))
    return tuple(names)


def decode(der):
    """The dict of a certificate."""
    body = _Reader(der).inner(0x30).inner(0x30)
    version = 1
    if body.peek() == 0xa0:
        version = int.from_bytes(body.inner(0xa0).item()[1], 'big') + 1
    serial = body.item()[1]
    body.item()
    issuer = _name(body.inner(0x30))
    validity = body.inner(0x30)
    start, end = _time(*validity.item()), _time(*validity.item())
    subject = _name(body.inner(0x30))
    body.item()
    found = {'subject': subject, 'issuer': issuer, 'version': version,
             'serialNumber': _serial(serial), 'notBefore': start, 'notAfter': end}
    while body.more():
        tag, contents = body.item()
        if tag == 0xa3:
            found.update(_extensions(_Reader(contents).inner(0x30)))
    return found


def _serial(data):
    text = data.hex().upper().lstrip('0')
    return text if len(text) % 2 == 0 and text else '0' + text


def _extensions(reader):
    found = {}
    while reader.more():
        extension = reader.inner(0x30)
        oid = _oid(extension.item()[1])
        tag, contents = extension.item()
        if tag == 0x01:
            tag, contents = extension.item()
        if oid == '2.5.29.17':
            found['subjectAltName'] = _alternatives(contents)
        elif oid == '1.3.6.1.5.5.7.1.1':
            access = _Reader(contents).inner(0x30)
            ocsp, issuers = [], []
            while access.more():
                entry = access.inner(0x30)
                kind = _oid(entry.item()[1])
                place = entry.item()[1].decode('ascii', 'replace')
                if kind == '1.3.6.1.5.5.7.48.1':
                    ocsp.append(place)
                elif kind == '1.3.6.1.5.5.7.48.2':
                    issuers.append(place)
            if ocsp:
                found['OCSP'] = tuple(ocsp)
            if issuers:
                found['caIssuers'] = tuple(issuers)
    return found


def is_self_signed(der):
    """Whether a certificate names itself as its issuer."""
    try:
        found = decode(der)
    except (ValueError, IndexError):
        return False
    return found['subject'] == found['issuer']


def cert_time_to_seconds(cert_time):
    """Seconds since 1970 of 'Jan  5 09:34:43 2018 GMT'."""
    import datetime
    from time import strptime
    months = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov',
              'Dec')
    format = ' %d %H:%M:%S %Y GMT'
    try:
        month = months.index(cert_time[:3].title()) + 1
    except ValueError:
        raise ValueError('time data %r does not match format "%%b%s"' % (cert_time, format))
    found = strptime(cert_time[3:], format)
    moment = datetime.datetime(found[0], month, *found[2:6], tzinfo=datetime.timezone.utc)
    return int(moment.timestamp())
