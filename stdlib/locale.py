"""locale: customs of writing numbers and texts.

biji knows one locale, C, under its names C, POSIX and with the encoding UTF-8; setlocale() with
another raises locale.Error, as it does on a system that lacks the locale. The formatting of
numbers works with whatever localeconv() tells, so that programs can replace it. Left out: the
tables of aliases of other systems (normalize() knows the common forms only), gettext's functions.
"""

import re

__all__ = [
    "getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "localeconv",
    "strcoll", "strxfrm", "str", "atof", "atoi", "format_string", "currency", "normalize",
    "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES", "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL",
    "CHAR_MAX", "getencoding", "nl_langinfo", "delocalize", "localize",
]

LC_CTYPE = 0
LC_NUMERIC = 1
LC_TIME = 2
LC_COLLATE = 3
LC_MONETARY = 4
LC_MESSAGES = 5
LC_ALL = 6
CHAR_MAX = 127

# The numbers that glibc gives to what nl_langinfo() tells.
CODESET = 14
RADIXCHAR = 65536
THOUSEP = 65537
YESEXPR = 327680
NOEXPR = 327681
D_T_FMT = 131112
D_FMT = 131113
T_FMT = 131114
T_FMT_AMPM = 131115
AM_STR = 131110
PM_STR = 131111
CRNCYSTR = 262159
DAY_1, DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7 = range(131079, 131086)
ABDAY_1, ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6, ABDAY_7 = range(131072, 131079)
(MON_1, MON_2, MON_3, MON_4, MON_5, MON_6, MON_7, MON_8, MON_9, MON_10, MON_11,
 MON_12) = range(131098, 131110)
(ABMON_1, ABMON_2, ABMON_3, ABMON_4, ABMON_5, ABMON_6, ABMON_7, ABMON_8, ABMON_9, ABMON_10,
 ABMON_11, ABMON_12) = range(131086, 131098)

_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_MONTHS = ("January February March April May June July August September October November "
           "December").split()
_NAMES = {"C": "C", "POSIX": "C", "C.UTF-8": "C.UTF-8", "C.utf8": "C.UTF-8"}
_CATEGORIES = ("LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES")

_str = str
_override_localeconv = {}


class Error(Exception):
    """A locale is not there."""


def _from_environment():
    """The name that the variables of the environment tell."""
    import os
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = os.environ.get(name)
        if value:
            return value
    return "C"


# Python sets the encoding of texts by the environment when it begins, and nothing else.
_current = dict.fromkeys(range(6), "C")
_current[LC_CTYPE] = "C.UTF-8"


def _whole():
    """The name of all categories together."""
    names = set(_current.values())
    if len(names) == 1:
        return names.pop()
    order = (LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES)
    parts = [f"{_CATEGORIES[each]}={_current[each]}" for each in order]
    # glibc has six more categories, which follow LC_ALL's own way of the C locale.
    others = ("LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT",
              "LC_IDENTIFICATION")
    return ";".join(parts + [f"{each}=C" for each in others])


def setlocale(category, locale=None):
    """Set the locale of a category; without a locale, tell it."""
    if locale and not isinstance(locale, _str):
        locale = normalize(_build_localename(locale))
    if category not in range(7):
        raise Error("locale query failed" if locale is None else "unsupported locale setting")
    if locale is not None:
        if locale == "":
            locale = _from_environment()
        chosen = {}
        if ";" in locale:
            for part in locale.split(";"):
                name, _, value = part.partition("=")
                if name in _CATEGORIES:
                    chosen[_CATEGORIES.index(name)] = _NAMES.get(value)
        else:
            for each in range(6) if category == LC_ALL else [category]:
                chosen[each] = _NAMES.get(locale)
        if None in chosen.values() or not chosen:
            raise Error("unsupported locale setting")
        _current.update(chosen)
    return _whole() if category == LC_ALL else _current[category]


def resetlocale(category=LC_ALL):
    """Set the locale of the environment."""
    import warnings
    warnings.warn("Use locale.setlocale(locale.LC_ALL, \"\") instead", DeprecationWarning,
                  stacklevel=2)
    setlocale(category, _build_localename(getdefaultlocale()))


def localeconv():
    """How numbers and amounts are written."""
    conventions = {
        "int_curr_symbol": "", "currency_symbol": "", "mon_decimal_point": "",
        "mon_thousands_sep": "", "mon_grouping": [], "positive_sign": "", "negative_sign": "",
        "int_frac_digits": CHAR_MAX, "frac_digits": CHAR_MAX, "p_cs_precedes": CHAR_MAX,
        "p_sep_by_space": CHAR_MAX, "n_cs_precedes": CHAR_MAX, "n_sep_by_space": CHAR_MAX,
        "p_sign_posn": CHAR_MAX, "n_sign_posn": CHAR_MAX, "decimal_point": ".",
        "thousands_sep": "", "grouping": [],
    }
    conventions.update(_override_localeconv)
    return conventions


def nl_langinfo(key, /):
    """One thing of a locale."""
    known = {CODESET: getencoding(), RADIXCHAR: ".", THOUSEP: "", YESEXPR: "^[yY]", NOEXPR: "^[nN]",
             D_T_FMT: "%a %b %e %H:%M:%S %Y", D_FMT: "%m/%d/%y", T_FMT: "%H:%M:%S",
             T_FMT_AMPM: "%I:%M:%S %p", AM_STR: "AM", PM_STR: "PM", CRNCYSTR: "-"}
    if key in known:
        return known[key]
    if DAY_1 <= key <= DAY_7:
        return _DAYS[key - DAY_1]
    if ABDAY_1 <= key <= ABDAY_7:
        return _DAYS[key - ABDAY_1][:3]
    if MON_1 <= key <= MON_12:
        return _MONTHS[key - MON_1]
    if ABMON_1 <= key <= ABMON_12:
        return _MONTHS[key - ABMON_1][:3]
    raise ValueError("unsupported langinfo constant")


def strcoll(os1, os2, /):
    """Compare two texts: less than, equal to or greater than zero."""
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    """A text whose order is that of strcoll()."""
    if not isinstance(string, _str):
        raise TypeError(f"strxfrm() argument must be str, not {type(string).__name__}")
    return string


def _intervals(grouping):
    """The sizes of groups of digits, from the right."""
    last = None
    for size in grouping:
        if size == CHAR_MAX:
            return
        if size == 0:
            if last is None:
                raise ValueError("invalid grouping")
            while True:
                yield last
        yield size
        last = size


def _group(text, monetary=False):
    """Digits in groups, and how many separators that took."""
    conventions = localeconv()
    separator = conventions["mon_thousands_sep" if monetary else "thousands_sep"]
    grouping = conventions["mon_grouping" if monetary else "grouping"]
    if not grouping:
        return text, 0
    trailing = ""
    if text[-1] == " ":
        stripped = text.rstrip()
        trailing = text[len(stripped):]
        text = stripped
    leading = ""
    groups = []
    for size in _intervals(grouping):
        if not text or text[-1] not in "0123456789":
            leading, text = text, ""
            break
        groups.append(text[-size:])
        text = text[:-size]
    if text:
        groups.append(text)
    groups.reverse()
    return leading + separator.join(groups) + trailing, len(separator) * (len(groups) - 1)


def _strip_padding(text, amount):
    """A text without so many spaces at its ends."""
    start = 0
    while amount and text[start] == " ":
        start += 1
        amount -= 1
    end = len(text) - 1
    while amount and text[end] == " ":
        end -= 1
        amount -= 1
    return text[start:end + 1]


_PERCENT = re.compile(r"%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)"
                      r"[eEfFgGdiouxXcrs%]")


def _format(percent, value, grouping=False, monetary=False, *additional):
    if additional:
        return _localize(percent % (value, *additional), percent, grouping, monetary)
    return _localize(percent % value, percent, grouping, monetary)


def _localize(formatted, percent, grouping=False, monetary=False):
    """A number that was formatted, with separators and the point of the locale."""
    kind = percent[-1]
    if kind in "eEfFgG":
        separators = 0
        parts = formatted.split(".")
        if grouping:
            parts[0], separators = _group(parts[0], monetary=monetary)
        point = localeconv()["mon_decimal_point" if monetary else "decimal_point"]
        formatted = point.join(parts)
        if separators:
            formatted = _strip_padding(formatted, separators)
    elif kind in "diu":
        if grouping:
            formatted, separators = _group(formatted, monetary=monetary)
            if separators:
                formatted = _strip_padding(formatted, separators)
    return formatted


def format_string(f, val, grouping=False, monetary=False):
    """The operator % with the customs of the locale."""
    found = list(_PERCENT.finditer(f))
    shape = _PERCENT.sub("%s", f)
    if isinstance(val, dict) or hasattr(val, "keys"):
        parts = []
        for each in found:
            if each.group()[-1] == "%":
                parts.append("%")
            else:
                parts.append(_format(each.group(), val, grouping, monetary))
    else:
        values = val if isinstance(val, tuple) else (val,)
        parts = []
        at = 0
        for each in found:
            if each.group()[-1] == "%":
                parts.append("%")
                continue
            stars = each.group("modifiers").count("*")
            parts.append(_format(each.group(), values[at], grouping, monetary,
                                 *values[at + 1:at + 1 + stars]))
            at += 1 + stars
    return shape % tuple(parts)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money."""
    conventions = localeconv()
    digits = conventions["int_frac_digits" if international else "frac_digits"]
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    text = _localize(f"{abs(val):.{digits}f}", "%f", grouping, monetary=True)
    # The marks tell where a sign belongs that stands between number and symbol.
    text = "<" + text + ">"
    side = "n" if val < 0 else "p"
    if symbol:
        mark = conventions["int_curr_symbol" if international else "currency_symbol"]
        precedes = conventions[side + "_cs_precedes"]
        separated = conventions[side + "_sep_by_space"]
        if precedes:
            text = mark + (" " if separated else "") + text
        else:
            if international and mark[-1] == " ":
                mark = mark[:-1]
            text = text + (" " if separated else "") + mark
    place = conventions[side + "_sign_posn"]
    sign = conventions["negative_sign" if val < 0 else "positive_sign"]
    if place == 0:
        text = "(" + text + ")"
    elif place == 1:
        text = sign + text
    elif place == 2:
        text = text + sign
    elif place == 3:
        text = text.replace("<", sign)
    elif place == 4:
        text = text.replace(">", sign)
    else:
        text = sign + text
    return text.replace("<", "").replace(">", "")


def str(val):
    """A number as text, with the point of the locale."""
    return _format("%.12g", val)


def delocalize(string):
    """A number's text as Python writes it."""
    conventions = localeconv()
    separator = conventions["thousands_sep"]
    if separator:
        string = string.replace(separator, "")
    point = conventions["decimal_point"]
    return string.replace(point, ".") if point else string


def localize(string, grouping=False, monetary=False):
    """A number's text with the customs of the locale."""
    return _localize(string, "%f" if "." in string else "%d", grouping, monetary)


def atof(string, func=float):
    """The float that a text tells."""
    return func(delocalize(string))


def atoi(string):
    """The int that a text tells."""
    return int(delocalize(string))


def normalize(localename):
    """The usual form of a locale's name."""
    name = localename.lower()
    base, _, encoding = name.partition(".")
    known = {"c": "C", "posix": "C", "en": "en_US.ISO8859-1", "zh": "zh_CN.eucCN",
             "de": "de_DE.ISO8859-1", "fr": "fr_FR.ISO8859-1", "ja": "ja_JP.eucJP"}
    if base in ("c", "posix"):
        return "C.UTF-8" if encoding in ("utf8", "utf-8") else "C" if not encoding else localename
    language, _, country = base.partition("_")
    if encoding in ("utf8", "utf-8") and country:
        return f"{language}_{country.upper()}.UTF-8"
    if not encoding and base in known:
        return known[base]
    return localename


def _parse_localename(localename):
    """Language and encoding of a name."""
    code = normalize(localename)
    if "@" in code:
        code, modifier = code.split("@", 1)
        if modifier == "euro" and "." not in code:
            return code, "iso-8859-15"
    if "." in code:
        return tuple(code.split(".")[:2])
    if code == "C":
        return None, None
    if code == "UTF-8":
        return None, "UTF-8"
    raise ValueError("unknown locale: %s" % localename)


def _build_localename(localetuple):
    """The name of language and encoding."""
    try:
        language, encoding = localetuple
    except (TypeError, ValueError):
        raise TypeError("Locale must be None, a string, or an iterable of two strings -- "
                        "language code, encoding.") from None
    if language is None:
        language = "C"
    return language if encoding is None else language + "." + encoding


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """Language and encoding of the environment."""
    import os
    import warnings
    warnings.warn("'locale.getdefaultlocale' is deprecated and slated for removal in Python "
                  "3.15. Use setlocale(), getencoding() and getlocale() instead.",
                  DeprecationWarning, stacklevel=2)
    for name in envvars:
        value = os.environ.get(name)
        if value:
            if name == "LANGUAGE":
                value = value.split(":")[0]
            return _parse_localename(value)
    return _parse_localename("C")


def getlocale(category=LC_CTYPE):
    """Language and encoding of a category."""
    name = setlocale(category)
    if category == LC_ALL and ";" in name:
        raise TypeError("category LC_ALL is not supported")
    return _parse_localename(name)


def getencoding():
    """The encoding of the locale."""
    return "UTF-8" if _current[LC_CTYPE] == "C.UTF-8" else "ANSI_X3.4-1968"


def getpreferredencoding(do_setlocale=True):
    """The encoding of texts."""
    return "UTF-8"
