"""chardet._pipeline: the steps of detection, the surest first."""

import codecs
import re
from dataclasses import dataclass

MINIMUM_THRESHOLD = 0.2
DEFAULT_MAX_BYTES = 200000
DetectionDict = dict

# What Windows has in place of older encodings, which are subsets of it.
LEGACY_MAP = {
    'ascii': 'cp1252', 'euc_kr': 'cp949', 'iso8859-1': 'cp1252', 'iso8859-2': 'cp1250',
    'iso8859-5': 'cp1251', 'iso8859-6': 'cp1256', 'iso8859-7': 'cp1253', 'iso8859-8': 'cp1255',
    'iso8859-9': 'cp1254', 'iso8859-11': 'cp874', 'iso8859-13': 'cp1257', 'tis-620': 'cp874',
}

# Python's names, and those that programs have always got.
_NAMES = {
    'gb18030': 'GB18030', 'gb2312': 'GB18030', 'gbk': 'GB18030', 'big5hkscs': 'Big5',
    'big5': 'Big5', 'euc_jp': 'EUC-JP', 'cp932': 'CP932', 'shift_jis': 'CP932',
    'cp949': 'CP949', 'euc_kr': 'CP949', 'iso2022_jp': 'ISO-2022-JP',
    'iso2022_kr': 'ISO-2022-KR', 'hz': 'HZ-GB-2312', 'utf-8-sig': 'UTF-8-SIG',
    'utf-16': 'UTF-16', 'utf-32': 'UTF-32', 'koi8-r': 'KOI8-R', 'cp866': 'IBM866',
    'cp855': 'IBM855', 'cp874': 'CP874', 'tis-620': 'TIS-620', 'mac-cyrillic': 'MacCyrillic',
    'mac-roman': 'MacRoman',
    **{f'cp{n}': f'Windows-{n}' for n in (1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257)},
    **{f'iso8859-{n}': f'ISO-8859-{n}' for n in (1, 2, 5, 6, 7, 8, 9, 13)},
}

# What the native guess calls them.
_OF_WEB = {
    'GBK': 'gb18030', 'gb18030': 'gb18030', 'Big5': 'big5hkscs', 'EUC-JP': 'euc_jp',
    'Shift_JIS': 'cp932', 'EUC-KR': 'cp949', 'ISO-2022-JP': 'iso2022_jp', 'KOI8-U': 'koi8-u',
    'KOI8-R': 'koi8-r', 'IBM866': 'cp866', 'x-mac-cyrillic': 'mac-cyrillic',
    'windows-874': 'cp874', 'ISO-8859-8-I': 'iso8859-8', 'UTF-8': 'utf-8',
}

_MAGIC = [
    (0, b'GIF87a', 'image/gif'), (0, b'GIF89a', 'image/gif'), (0, b'\xff\xd8\xff', 'image/jpeg'),
    (0, b'\x89PNG\r\n\x1a\n', 'image/png'), (0, b'%PDF-', 'application/pdf'),
    (0, b'PK\x03\x04', 'application/zip'), (0, b'\x1f\x8b', 'application/gzip'),
    (0, b'\x7fELF', 'application/x-elf'), (8, b'WEBP', 'image/webp'), (8, b'WAVE', 'audio/wav'),
    (0, b'7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'),
    (0, b'SQLite format 3\0', 'application/vnd.sqlite3'), (0, b'OggS', 'audio/ogg'),
    (0, b'ID3', 'audio/mpeg'), (0, b'\xfd7zXZ\0', 'application/x-xz'),
    (0, b'BZh', 'application/x-bzip2'),
]

_BOMS = [
    (codecs.BOM_UTF32_LE, 'utf-32'), (codecs.BOM_UTF32_BE, 'utf-32'),
    (codecs.BOM_UTF8, 'utf-8-sig'), (codecs.BOM_UTF16_LE, 'utf-16'),
    (codecs.BOM_UTF16_BE, 'utf-16'),
]

_DECLARATIONS = [
    (re.compile(rb'^\s*<\?xml[^>]*?encoding\s*=\s*["\']([A-Za-z0-9._-]+)', re.I), 'text/xml'),
    (re.compile(rb'<meta[^>]+?charset\s*=\s*["\']?\s*([A-Za-z0-9._-]+)', re.I), 'text/html'),
    (re.compile(rb'^(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)'), 'text/x-python'),
]

_TEXT_CONTROLS = frozenset(b'\t\n\r\f\v\b\x1b')


@dataclass(frozen=True)
class DetectionResult:
    """A result with attributes."""

    encoding: object
    confidence: float
    language: object
    mime_type: object = None

    def to_dict(self):
        """The same as a dict."""
        return dict(encoding=self.encoding, confidence=self.confidence, language=self.language,
                    mime_type=self.mime_type)


def _canonical(name):
    """Python's name of an encoding as this package writes it."""
    found = codecs.lookup(name).name
    if found.startswith('iso8859_'):
        found = found.replace('_', '-')
    return found


def _checked(name, argument):
    try:
        return _canonical(name)
    except LookupError:
        raise ValueError(f'Unknown encoding {name!r} in {argument}') from None


def _options(should_rename_legacy, encoding_era, max_bytes, prefer_superset, compat_names,
             include_encodings, exclude_encodings, no_match_encoding, empty_input_encoding):
    if should_rename_legacy:
        import warnings
        warnings.warn('should_rename_legacy is deprecated, use prefer_superset instead',
                      DeprecationWarning, stacklevel=3)
    if not isinstance(max_bytes, int) or isinstance(max_bytes, bool) or max_bytes < 1:
        raise ValueError('max_bytes must be a positive integer')
    return {
        'era': encoding_era, 'max_bytes': max_bytes,
        'superset': prefer_superset or should_rename_legacy, 'compat': compat_names,
        'include': None if include_encodings is None else
        {_checked(n, 'include_encodings') for n in include_encodings},
        'exclude': {_checked(n, 'exclude_encodings') for n in exclude_encodings or ()},
        'no_match': _checked(no_match_encoding, 'no_match_encoding'),
        'empty': _checked(empty_input_encoding, 'empty_input_encoding'),
    }


def run(data, options):
    """All results as dicts, the likeliest first."""
    data = bytes(data)[:options['max_bytes']]
    found = [r for r in _steps(data, options) if _permitted(r[0], options)]
    if not found:
        found = [(options['no_match'], 0.1, None, 'text/plain')]
    return [_shown(*r, options) for r in found]


def _permitted(encoding, options):
    if encoding is None:
        return True
    include = options['include']
    return (include is None or encoding in include) and encoding not in options['exclude']


def _shown(encoding, confidence, language, mime, options):
    if encoding is not None:
        if options['superset']:
            encoding = LEGACY_MAP.get(encoding, encoding)
        if options['compat']:
            encoding = _NAMES.get(encoding, encoding)
    return {'encoding': encoding, 'confidence': confidence, 'language': language,
            'mime_type': mime}


def _steps(data, options):
    if not data:
        return [(options['empty'], 0.1, None, 'text/plain')]
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, 'ignore')
            return [(encoding, 1.0, _language(text, encoding), 'text/plain')]
    wide = _without_mark(data)
    for at, magic, mime in _MAGIC:
        if data[at:at + len(magic)] == magic:
            return [(None, 1.0, None, mime)]
    if wide:
        return [wide]
    escaped = _escapes(data)
    if escaped:
        return [escaped]
    controls = sum(c < 32 and c not in _TEXT_CONTROLS for c in data)
    if 0 in data or controls * 100 > len(data):
        return [(None, 0.95, None, 'application/octet-stream')]
    for pattern, mime in _DECLARATIONS:
        match = pattern.search(data[:4096])
        if match:
            try:
                encoding = _canonical(match[1].decode('ascii'))
                encoding = 'gb18030' if encoding in ('gb2312', 'gbk') else encoding
                text = data.decode(encoding)
            except (LookupError, UnicodeError):
                break
            return [(encoding, 0.95, _language(text, encoding), mime)]
    if data.isascii():
        return [('ascii', 1.0, _language(data.decode('ascii'), 'ascii'), 'text/plain')]
    try:
        text = codecs.getincrementaldecoder('utf-8')().decode(data)
    except UnicodeDecodeError:
        pass
    else:
        if not text.isascii():
            return [('utf-8', 0.99, _language(text, 'utf-8'), 'text/plain')]
    return _guesses(data)


def _without_mark(data):
    """UTF-16 or UTF-32 without a mark: every second byte is 0, or nearly."""
    if len(data) < 4:
        return None
    for encoding, step, zeros in (('utf-32-be', 4, 0), ('utf-32-le', 4, 3), ('utf-16-be', 2, 0),
                                  ('utf-16-le', 2, 1)):
        if len(data) % step:
            continue
        column = data[zeros::step]
        others = data[1 - zeros::step] if step == 2 else data[3 - zeros::step]
        if column.count(0) * 10 < len(column) * 7 or others.count(0) * 10 > len(others) * 3:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(c.isprintable() or c.isspace() for c in text) * 10 >= len(text) * 9:
            return encoding, 0.95, _language(text, encoding), 'text/plain'
    return None


def _escapes(data):
    """Encodings of seven bits that switch between sets."""
    if not data.isascii():
        return None
    if b'\x1b$)C' in data:
        return 'iso2022_kr', 0.95, 'ko', 'text/plain'
    if b'\x1b$' in data or b'\x1b(J' in data:
        return 'iso2022_jp', 0.95, 'ja', 'text/plain'
    if re.search(rb'~\{(?:[!-w][!-~])+~\}', data):
        return 'hz', 0.95, 'zh', 'text/plain'
    return None


def _guesses(data):
    """What browsers would take it for, and what else it may be."""
    import _chardet
    label = _chardet.guess(data)
    first = _OF_WEB.get(label) or label.lower().replace('windows-', 'cp').replace('iso-8859',
                                                                                  'iso8859')
    found = []
    for encoding in dict.fromkeys([first, 'gb18030', 'big5hkscs', 'euc_jp', 'cp932', 'cp949',
                                   'cp1251', 'koi8-r', 'cp1252', 'iso8859-1']):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            if encoding == first:
                found.append((encoding, 0.1, None, 'text/plain'))
            continue
        confidence = _plausibility(text, encoding)
        language = _language(text, encoding)
        if encoding == first:
            # The guess stays the first, whatever our own measure says.
            lead = confidence + (1 - confidence) / 4
        else:
            confidence /= 2
            lead = None
        if confidence > 0 or lead:
            found.append((encoding, lead or confidence, language, 'text/plain'))
    head, *rest = found
    rest = [r for r in rest if r[1] < head[1]]
    rest.sort(key=lambda r: -r[1])
    return [head, *rest]


# Characters that make up a good part of any text.
_COMMON = {
    'zh': set('的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学'
              '对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面'
              '公同三已老从动两长知民样现分将外但身些與這個來時國們說後會學對沒見經頭動兩長樣現將'
              '，。、；：？！「」《》（）'),
    'ja': set('のにはをたがでてとしれさあるいもするからなこまりよっくきけそうだすえみめわち、。ンースイルト'
              'ラリアクシドテフメレロ日本人大年国中会'),
    'ko': set('이다는의에을하고를은가한지도로사리기시어나아대자서그인수해있정라전일만부주보여안요 .'),
    'ru': set('оеаинтсрвлкмдпуяыьгзбчй ,.'),
}


def _plausibility(text, encoding):
    """How much a text looks like one, between 0 and 1."""
    letters = [c for c in text if not c.isascii()]
    if not letters:
        return 0.0
    private = sum(0xE000 <= ord(c) <= 0xF8FF or not c.isprintable() for c in letters)
    if private:
        return 0.0
    language = _script(letters)
    if encoding in ('gb18030', 'big5hkscs'):
        if language != 'zh':
            return 0.0
    elif encoding in ('euc_jp', 'cp932'):
        if any('\uff61' <= c <= '\uff9f' for c in letters) or language not in ('ja', 'zh'):
            return 0.0
        if language == 'zh':
            return 0.05
    elif encoding == 'cp949':
        if language != 'ko':
            return 0.0
    common = _COMMON.get(language)
    if common is not None:
        share = sum(c.lower() in common for c in letters) / len(letters)
        return min(0.99, share * min(1.0, 0.4 + len(letters) / 60))
    # Letters of one alphabet among others of it.
    words = re.findall(r'\w+', text)
    good = sum(w.islower() or w.istitle() or w.isdigit() for w in words)
    return min(0.7, 0.7 * good / (len(words) or 1) * min(1.0, 0.3 + len(letters) / 40))


_SCRIPTS = [
    ('ja', 0x3040, 0x30FF), ('ko', 0xAC00, 0xD7A3), ('zh', 0x4E00, 0x9FFF), ('ru', 0x400, 0x52F),
    ('el', 0x370, 0x3FF), ('he', 0x590, 0x5FF), ('ar', 0x600, 0x6FF), ('th', 0xE00, 0xE7F),
    ('hi', 0x900, 0x97F), ('ka', 0x10A0, 0x10FF), ('hy', 0x530, 0x58F), ('bn', 0x980, 0x9FF),
]


def _script(text):
    """The language of the script that most letters are of."""
    counts = {}
    for c in text:
        code = ord(c)
        for language, low, high in _SCRIPTS:
            if low <= code <= high:
                counts[language] = counts.get(language, 0) + 1
                break
    if not counts:
        return None
    if counts.get('ja', 0) * 10 > counts.get('zh', 0):
        counts['ja'] = counts.get('ja', 0) + counts.pop('zh', 0)
    return max(counts, key=counts.get)


_WORDS = {
    'en': 'the of and to in is that it for was on are with as his they at be this from have or',
    'fr': 'le la les de des du et un une est dans pour que qui pas sur au par ce il elle',
    'de': 'der die das und ist ein eine zu in den von mit nicht auf für dem des sich im auch',
    'es': 'el la los de que y en un una es por con para del se no las al lo como más',
    'it': 'il di che la e un una per non è del della in con si le dei come sono',
    'pt': 'o a de que e do da em um uma para com não os no se na por mais as dos',
    'nl': 'de het een van en in is dat op te voor met zijn niet aan er die',
    'pl': 'w i na z do nie że się jest to o jak po od za przez',
    'sv': 'och i att det som en på är av för med den till inte om ett',
    'tr': 've bir bu da de için ile olarak çok daha en',
}
_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_LETTERS = {'fr': 'éèêàçôûîœë', 'de': 'äöüß', 'es': 'ñáíóú¿¡', 'pt': 'ãõçáé', 'it': 'òàùì',
            'pl': 'ąęłńśźż', 'sv': 'åäö', 'tr': 'ğışİ'}


def _language(text, encoding):
    """The language of a text, where script or frequent words tell it."""
    fixed = {'gb18030': 'zh', 'big5hkscs': 'zh', 'euc_jp': 'ja', 'cp932': 'ja', 'cp949': 'ko',
             'cp1251': 'ru', 'koi8-r': 'ru', 'cp866': 'ru', 'koi8-u': 'uk', 'cp1253': 'el',
             'cp1255': 'he', 'cp1256': 'ar', 'cp874': 'th'}.get(encoding)
    if fixed:
        return fixed
    text = text[:20000]
    script = _script(text)
    if script:
        if script == 'ru' and any(c in text for c in 'іїєґІЇЄҐ'):
            return 'uk'
        return script
    words = re.findall(r'[^\W\d_]+', text.lower())
    if not words:
        return None
    scores = {language: sum(w in known for w in words) for language, known in _WORDS.items()}
    for language, letters in _LETTERS.items():
        scores[language] += sum(text.count(c) for c in letters)
    best = max(scores, key=scores.get)
    return best if scores[best] else 'en'
