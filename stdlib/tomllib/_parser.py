"""The parser of tomllib: a recursive descent over the text, with places as ints.

Every function that reads takes the text and a place and gives the new place with what it has read.
"""

import re
from datetime import date, datetime, time, timedelta, timezone

_ASCII_CONTROL = frozenset(chr(code) for code in range(32)) | {chr(127)}
_BAD_IN_BASIC = _ASCII_CONTROL - {"\t"}
_BAD_IN_MULTILINE = _ASCII_CONTROL - {"\t", "\n"}
_SPACE = frozenset(" \t")
_SPACE_AND_LINES = frozenset(" \t\n")
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_HEX = frozenset("abcdefABCDEF0123456789")
_ESCAPES = {
    "\\b": "\b", "\\t": "\t", "\\n": "\n", "\\f": "\f", "\\r": "\r", '\\"': '"', "\\\\": "\\",
}
_DEEPEST = 900

_CLOCK = r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,6})\d*)?"
_TIME = re.compile(_CLOCK, re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    rf"(?:[Tt ]{_CLOCK}(?:([Zz])|([+-])([01]\d|2[0-3]):([0-5]\d))?)?", re.ASCII)
_NUMBER = re.compile(
    r"0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)"
    r"|[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?"
    r"(?:[eE][+-]?[0-9](?:_?[0-9])*)?)", re.ASCII)


class TOMLDecodeError(ValueError):
    """A text that is not TOML."""


def _error(src, pos, message):
    """The error with its place."""
    if pos >= len(src):
        place = "end of document"
    else:
        line = src.count("\n", 0, pos) + 1
        column = pos + 1 if line == 1 else pos - src.rindex("\n", 0, pos)
        place = f"line {line}, column {column}"
    return TOMLDecodeError(f"{message} (at {place})")


def load(fp, /, *, parse_float=float):
    """Read TOML from a binary file."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") \
            from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """Read TOML from a text."""
    src = s.replace("\r\n", "\n")
    document = _Document()
    make_float = _checked_float(parse_float)
    pos = 0
    header = ()
    while True:
        pos = _skip(src, pos, _SPACE)
        char = src[pos:pos + 1]
        if not char:
            break
        if char == "\n":
            pos += 1
            continue
        if char in _BARE or char in "\"'":
            pos = _assignment(src, pos, document, header, make_float)
            pos = _skip(src, pos, _SPACE)
        elif char == "[":
            # Tables made by dotted keys can grow until the next header.
            document.finish()
            if src[pos + 1:pos + 2] == "[":
                pos, header = _array_header(src, pos, document)
            else:
                pos, header = _table_header(src, pos, document)
            pos = _skip(src, pos, _SPACE)
        elif char != "#":
            raise _error(src, pos, "Invalid statement")
        pos = _skip_comment(src, pos)
        char = src[pos:pos + 1]
        if not char:
            break
        if char != "\n":
            raise _error(src, pos, "Expected newline or end of document after a statement")
        pos += 1
    return document.root


def _checked_float(parse_float):
    """A function for floats that makes no dicts and lists, which would be taken for tables."""
    if parse_float is float:
        return float

    def make(text):
        value = parse_float(text)
        if isinstance(value, (dict, list)):
            raise ValueError("parse_float must not return dicts or lists")
        return value
    return make


class _Document:
    """The tables so far, and what may still be added to them."""

    # A table or value written out in one go; a table with a header of its own.
    FROZEN = 0
    EXPLICIT = 1

    def __init__(self):
        self.root = {}
        self._marks = {}
        self._pending = []

    def _new_mark(self):
        return {"own": set(), "deep": set(), "nested": {}}

    def mark(self, key, flag):
        """Mark what stands under a key; FROZEN holds for all beneath it."""
        marks = self._marks
        for part in key[:-1]:
            marks = marks.setdefault(part, self._new_mark())["nested"]
        entry = marks.setdefault(key[-1], self._new_mark())
        entry["deep" if flag == self.FROZEN else "own"].add(flag)

    def mark_later(self, key, flag):
        """Mark when the statement is over."""
        self._pending.append((key, flag))

    def finish(self):
        """Set the marks that wait."""
        for key, flag in self._pending:
            self.mark(key, flag)
        self._pending.clear()

    def forget(self, key):
        """Take the marks under a key away: a new table of an array begins."""
        marks = self._marks
        for part in key[:-1]:
            if part not in marks:
                return
            marks = marks[part]["nested"]
        marks.pop(key[-1], None)

    def is_marked(self, key, flag):
        """Whether a key has a mark, or something above it has it for all beneath."""
        if not key:
            return False
        marks = self._marks
        for part in key[:-1]:
            if part not in marks:
                return False
            if flag in marks[part]["deep"]:
                return True
            marks = marks[part]["nested"]
        entry = marks.get(key[-1])
        return entry is not None and (flag in entry["own"] or flag in entry["deep"])

    def table(self, key, *, into_lists=True):
        """The table under a key, made where it is missing; KeyError where something else is."""
        here = self.root
        for part in key:
            here = here.setdefault(part, {})
            if into_lists and isinstance(here, list):
                here = here[-1]
            if not isinstance(here, dict):
                raise KeyError("There is no nest behind this key")
        return here

    def append_table(self, key):
        """Append a table to the array under a key; KeyError where something else is."""
        above = self.table(key[:-1])
        if key[-1] in above:
            array = above[key[-1]]
            if not isinstance(array, list):
                raise KeyError("An object other than list found behind this key")
            array.append({})
        else:
            above[key[-1]] = [{}]


def _skip(src, pos, chars):
    """The place after characters of a set."""
    while src[pos:pos + 1] and src[pos] in chars:
        pos += 1
    return pos


def _until(src, pos, expected, *, bad, at_end_of_text):
    """The place of an expected text, with an error for characters that may not come before."""
    end = src.find(expected, pos)
    if end < 0:
        end = len(src)
        if at_end_of_text:
            raise _error(src, end, f"Expected {expected!r}")
    for at in range(pos, end):
        if src[at] in bad:
            raise _error(src, at, f"Found invalid character {src[at]!r}")
    return end


def _skip_comment(src, pos):
    if src[pos:pos + 1] == "#":
        return _until(src, pos + 1, "\n", bad=_BAD_IN_BASIC, at_end_of_text=False)
    return pos


def _skip_lines(src, pos):
    """The place after spaces, ends of lines and comments."""
    while True:
        before = pos
        pos = _skip_comment(src, _skip(src, pos, _SPACE_AND_LINES))
        if pos == before:
            return pos


def _table_header(src, pos, document):
    pos = _skip(src, pos + 1, _SPACE)
    pos, key = _key(src, pos)
    if document.is_marked(key, _Document.EXPLICIT) or document.is_marked(key, _Document.FROZEN):
        raise _error(src, pos, f"Cannot declare {key} twice")
    document.mark(key, _Document.EXPLICIT)
    try:
        document.table(key)
    except KeyError:
        raise _error(src, pos, "Cannot overwrite a value") from None
    if src[pos:pos + 1] != "]":
        raise _error(src, pos, "Expected ']' at the end of a table declaration")
    return pos + 1, key


def _array_header(src, pos, document):
    pos = _skip(src, pos + 2, _SPACE)
    pos, key = _key(src, pos)
    if document.is_marked(key, _Document.FROZEN):
        raise _error(src, pos, f"Cannot mutate immutable namespace {key}")
    document.forget(key)
    document.mark(key, _Document.EXPLICIT)
    try:
        document.append_table(key)
    except KeyError:
        raise _error(src, pos, "Cannot overwrite a value") from None
    if src[pos:pos + 2] != "]]":
        raise _error(src, pos, "Expected ']]' at the end of an array declaration")
    return pos + 2, key


def _assignment(src, pos, document, header, make_float):
    """`key = value`, put where it belongs."""
    pos, key, value = _pair(src, pos, make_float, 0)
    parent, name = key[:-1], key[-1]
    above = header + parent
    for length in range(1, len(key)):
        inner = header + key[:length]
        if document.is_marked(inner, _Document.EXPLICIT):
            raise _error(src, pos, f"Cannot redefine namespace {inner}")
        document.mark_later(inner, _Document.EXPLICIT)
    if document.is_marked(above, _Document.FROZEN):
        raise _error(src, pos, f"Cannot mutate immutable namespace {above}")
    try:
        table = document.table(above)
    except KeyError:
        raise _error(src, pos, "Cannot overwrite a value") from None
    if name in table:
        raise _error(src, pos, "Cannot overwrite a value")
    if isinstance(value, (dict, list)):
        document.mark(header + key, _Document.FROZEN)
    table[name] = value
    return pos


def _pair(src, pos, make_float, depth):
    pos, key = _key(src, pos)
    if src[pos:pos + 1] != "=":
        raise _error(src, pos, "Expected '=' after a key in a key/value pair")
    pos = _skip(src, pos + 1, _SPACE)
    pos, value = _value(src, pos, make_float, depth)
    return pos, key, value


def _key(src, pos):
    pos, part = _key_part(src, pos)
    key = (part,)
    pos = _skip(src, pos, _SPACE)
    while src[pos:pos + 1] == ".":
        pos = _skip(src, pos + 1, _SPACE)
        pos, part = _key_part(src, pos)
        key += (part,)
        pos = _skip(src, pos, _SPACE)
    return pos, key


def _key_part(src, pos):
    char = src[pos:pos + 1]
    if char and char in _BARE:
        end = _skip(src, pos, _BARE)
        return end, src[pos:end]
    if char == "'":
        return _literal(src, pos)
    if char == '"':
        return _basic(src, pos + 1, multiline=False)
    raise _error(src, pos, "Invalid initial character for a key part")


def _value(src, pos, make_float, depth):
    if depth > _DEEPEST:
        raise RecursionError("TOML inline arrays/tables are nested more than the allowed "
                             f"{_DEEPEST} levels")
    char = src[pos:pos + 1]
    if char == '"':
        if src.startswith('"""', pos):
            return _multiline(src, pos, literal=False)
        return _basic(src, pos + 1, multiline=False)
    if char == "'":
        if src.startswith("'''", pos):
            return _multiline(src, pos, literal=True)
        return _literal(src, pos)
    if src.startswith("true", pos):
        return pos + 4, True
    if src.startswith("false", pos):
        return pos + 5, False
    if char == "[":
        return _array(src, pos, make_float, depth + 1)
    if char == "{":
        return _inline_table(src, pos, make_float, depth + 1)
    if match := _MOMENT.match(src, pos):
        try:
            value = _moment(match)
        except ValueError:
            raise _error(src, pos, "Invalid date or datetime") from None
        return match.end(), value
    if match := _TIME.match(src, pos):
        hour, minute, second, fraction = match.groups()
        micro = int(fraction.ljust(6, "0")) if fraction else 0
        return match.end(), time(int(hour), int(minute), int(second), micro)
    if match := _NUMBER.match(src, pos):
        if match["float"]:
            return match.end(), make_float(match.group())
        return match.end(), int(match.group(), 0)
    for word in (src[pos:pos + 3], src[pos:pos + 4]):
        if word in ("inf", "nan", "+inf", "-inf", "+nan", "-nan"):
            return pos + len(word), make_float(word)
    raise _error(src, pos, "Invalid value")


def _moment(match):
    """The date or datetime of a match."""
    (year, month, day, hour, minute, second, fraction, zulu, sign, zone_hour,
     zone_minute) = match.groups()
    day = int(year), int(month), int(day)
    if hour is None:
        return date(*day)
    micro = int(fraction.ljust(6, "0")) if fraction else 0
    if sign:
        offset = timedelta(hours=int(zone_hour), minutes=int(zone_minute))
        zone = timezone(offset if sign == "+" else -offset)
    else:
        zone = timezone.utc if zulu else None
    return datetime(*day, int(hour), int(minute), int(second), micro, tzinfo=zone)


def _array(src, pos, make_float, depth):
    pos = _skip_lines(src, pos + 1)
    array = []
    if src[pos:pos + 1] == "]":
        return pos + 1, array
    while True:
        pos, value = _value(src, pos, make_float, depth)
        array.append(value)
        pos = _skip_lines(src, pos)
        char = src[pos:pos + 1]
        if char == "]":
            return pos + 1, array
        if char != ",":
            raise _error(src, pos, "Unclosed array")
        pos = _skip_lines(src, pos + 1)
        if src[pos:pos + 1] == "]":
            return pos + 1, array


def _inline_table(src, pos, make_float, depth):
    pos = _skip(src, pos + 1, _SPACE)
    inner = _Document()
    if src[pos:pos + 1] == "}":
        return pos + 1, inner.root
    while True:
        pos, key, value = _pair(src, pos, make_float, depth)
        parent, name = key[:-1], key[-1]
        if inner.is_marked(key, _Document.FROZEN):
            raise _error(src, pos, f"Cannot mutate immutable namespace {key}")
        try:
            table = inner.table(parent, into_lists=False)
        except KeyError:
            raise _error(src, pos, "Cannot overwrite a value") from None
        if name in table:
            raise _error(src, pos, f"Duplicate inline table key {name!r}")
        table[name] = value
        pos = _skip(src, pos, _SPACE)
        char = src[pos:pos + 1]
        if char == "}":
            return pos + 1, inner.root
        if char != ",":
            raise _error(src, pos, "Unclosed inline table")
        if isinstance(value, (dict, list)):
            inner.mark(key, _Document.FROZEN)
        pos = _skip(src, pos + 1, _SPACE)


def _literal(src, pos):
    """A text in single quotes."""
    start = pos + 1
    end = _until(src, start, "'", bad=_BAD_IN_BASIC, at_end_of_text=True)
    return end + 1, src[start:end]


def _multiline(src, pos, *, literal):
    """A text in three quotes."""
    pos += 3
    if src.startswith("\n", pos):
        pos += 1
    if literal:
        quote = "'"
        end = _until(src, pos, "'''", bad=_BAD_IN_MULTILINE, at_end_of_text=True)
        text = src[pos:end]
        pos = end + 3
    else:
        quote = '"'
        pos, text = _basic(src, pos, multiline=True)
    # Up to two quotes may stand right before the closing ones.
    for _ in range(2):
        if not src.startswith(quote, pos):
            break
        pos += 1
        text += quote
    return pos, text


def _basic(src, pos, *, multiline):
    """A text in double quotes, from after the opening ones."""
    bad = _BAD_IN_MULTILINE if multiline else _BAD_IN_BASIC
    parts = []
    start = pos
    while True:
        char = src[pos:pos + 1]
        if not char:
            raise _error(src, pos, "Unterminated string")
        if char == '"':
            if not multiline:
                return pos + 1, "".join(parts) + src[start:pos]
            if src.startswith('"""', pos):
                return pos + 3, "".join(parts) + src[start:pos]
            pos += 1
        elif char == "\\":
            parts.append(src[start:pos])
            pos, text = _escape(src, pos, multiline=multiline)
            parts.append(text)
            start = pos
        elif char in bad:
            raise _error(src, pos, f"Illegal character {char!r}")
        else:
            pos += 1


def _escape(src, pos, *, multiline):
    escape = src[pos:pos + 2]
    pos += 2
    if multiline and escape in ("\\ ", "\\\t", "\\\n"):
        # The end of the line and what space follows it are left out.
        if escape != "\\\n":
            pos = _skip(src, pos, _SPACE)
            char = src[pos:pos + 1]
            if not char:
                return pos, ""
            if char != "\n":
                raise _error(src, pos, "Unescaped '\\' in a string")
            pos += 1
        return _skip(src, pos, _SPACE_AND_LINES), ""
    if escape in ("\\u", "\\U"):
        count = 4 if escape == "\\u" else 8
        digits = src[pos:pos + count]
        if len(digits) != count or not _HEX.issuperset(digits):
            raise _error(src, pos, "Invalid hex value")
        pos += count
        code = int(digits, 16)
        if not (code <= 0xD7FF or 0xE000 <= code <= 0x10FFFF):
            raise _error(src, pos, "Escaped character is not a Unicode scalar value")
        return pos, chr(code)
    try:
        return pos, _ESCAPES[escape]
    except KeyError:
        raise _error(src, pos, "Unescaped '\\' in a string") from None
