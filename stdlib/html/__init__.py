"""html: text as HTML, and back."""

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """The text with &, < and > (and quotes) as references."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


# What numbers mean that Windows uses and HTML does not know.
_REPLACED = {0x00: "\ufffd", 0x0D: "\r", 0x80: "\u20ac", 0x81: "\x81", 0x82: "\u201a",
             0x83: "\u0192", 0x84: "\u201e", 0x85: "\u2026", 0x86: "\u2020", 0x87: "\u2021",
             0x88: "\u02c6", 0x89: "\u2030", 0x8A: "\u0160", 0x8B: "\u2039", 0x8C: "\u0152",
             0x8D: "\x8d", 0x8E: "\u017d", 0x8F: "\x8f", 0x90: "\x90", 0x91: "\u2018",
             0x92: "\u2019", 0x93: "\u201c", 0x94: "\u201d", 0x95: "\u2022", 0x96: "\u2013",
             0x97: "\u2014", 0x98: "\u02dc", 0x99: "\u2122", 0x9A: "\u0161", 0x9B: "\u203a",
             0x9C: "\u0153", 0x9D: "\x9d", 0x9E: "\u017e", 0x9F: "\u0178"}


def _invalid(number):
    """Whether a number stands for no character that HTML allows."""
    return (number in (0xB, 0x7F) or 0x1 <= number <= 0x8 or 0xE <= number <= 0x1F
            or 0x80 <= number <= 0x9F or 0xFDD0 <= number <= 0xFDEF
            or number & 0xFFFE == 0xFFFE and number <= 0x10FFFF)


def _reference(match):
    """What a reference stands for."""
    from html.entities import html5
    s = match.group(1)
    if s[0] == "#":
        number = int(s[2:].rstrip(";"), 16) if s[1] in "xX" else int(s[1:].rstrip(";"))
        if number in _REPLACED:
            return _REPLACED[number]
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            return "\ufffd"
        return "" if _invalid(number) else chr(number)
    if s in html5:
        return html5[s]
    for i in range(len(s) - 1, 1, -1):
        if s[:i] in html5:
            return html5[s[:i]] + s[i:]
    return "&" + s


_pattern = None


def unescape(s):
    """The text with references as what they stand for."""
    global _pattern
    if "&" not in s:
        return s
    if _pattern is None:
        import re
        _pattern = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
    return _pattern.sub(_reference, s)
