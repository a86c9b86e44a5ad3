"""Texts and comparisons that the assertions need."""

from collections import Counter
from os.path import commonprefix

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN
                               + _PLACEHOLDER_LEN + _MIN_END_LEN)


def _shorten(s, prefixlen, suffixlen):
    left_out = len(s) - prefixlen - suffixlen
    if left_out > _PLACEHOLDER_LEN:
        s = f"{s[:prefixlen]}[{left_out} chars]{s[len(s) - suffixlen:]}"
    return s


def _common_shorten_repr(*args):
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix = commonprefix(texts)
    common = len(prefix)
    room = _MAX_LENGTH - (longest - common + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple(prefix + text[common:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[common:], _MIN_DIFF_LEN, _MIN_END_LEN)
                 for text in texts)


def safe_repr(obj, short=False):
    """The repr, also of an object whose own fails."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _MAX_LENGTH:
        return text[:_MAX_LENGTH] + " [truncated]..."
    return text


def strclass(cls):
    """The full name of a class."""
    return f"{cls.__module__}.{cls.__qualname__}"


def three_way_cmp(x, y):
    """-1, 0 or 1."""
    return (x > y) - (x < y)


def sorted_list_difference(expected, actual):
    """What is only in the one sorted list, and what only in the other."""
    missing = [item for item in dict.fromkeys(expected) if item not in actual]
    unexpected = [item for item in dict.fromkeys(actual) if item not in expected]
    return missing, unexpected


def _differences(actual, expected):
    """(count in the first, count in the second, element) where the counts differ."""
    result = []
    try:
        first, second = Counter(actual), Counter(expected)
    except TypeError:
        pass
    else:
        for element in first:
            if first[element] != second.get(element, 0):
                result.append((first[element], second.get(element, 0), element))
        for element in second:
            if element not in first:
                result.append((0, second[element], element))
        return result
    # Elements that cannot be hashed are compared one by one.
    done = []
    for element in [*actual, *expected]:
        if any(element == other for other in done):
            continue
        done.append(element)
        a = sum(1 for other in actual if other == element)
        b = sum(1 for other in expected if other == element)
        if a != b:
            result.append((a, b, element))
    return result
