"""html.parser: HTML cut into tags and text, however broken it is."""

import re
from html import unescape

import _markupbase

__all__ = ["HTMLParser"]

_ENTITY = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]")
_CHARREF = re.compile("&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]")
_INCOMPLETE = re.compile("&[a-zA-Z#]")
_INTERESTING = re.compile("[&<]")
_SPACE_OR_END = re.compile(r"[\s;]")
_TAG_NAME = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*")
_ATTRIBUTE = re.compile(
    r"""((?<=['"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*))?"""
    r"(?:\s|/(?!>))*")
_START_TAG = re.compile(
    r"""<[a-zA-Z][^\t\n\r\f />\x00]*(?:[\s/]*(?:(?<=['"\s/])[^\s/>][^\s/=>]*"""
    r"""(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)\s*)?(?:\s|/(?!>))*)*)?\s*""")
_END_TAG = re.compile(r"</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>")
_END_OF_COMMENT = re.compile(r"--\s*>")


class HTMLParser(_markupbase.ParserBase):
    """Derive from it and write handle_starttag(), handle_data() and so on."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        super().__init__()
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Begin anew."""
        super().reset()
        self.rawdata = ""
        self.lasttag = "???"
        self.interesting = _INTERESTING
        self.cdata_elem = None

    def feed(self, data):
        """Parse a piece."""
        self.rawdata = self.rawdata + data
        self.goahead(0)

    def close(self):
        """Parse what is left."""
        self.goahead(1)

    _start_text = None

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self._start_text

    def set_cdata_mode(self, elem):
        """Take everything as text up to an end tag."""
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(r"</\s*%s\s*>" % self.cdata_elem, re.I)

    def clear_cdata_mode(self):
        """Take tags as tags again."""
        self.interesting = _INTERESTING
        self.cdata_elem = None

    def _text(self, text):
        plain = self.convert_charrefs and not self.cdata_elem
        self.handle_data(unescape(text) if plain else text)

    def goahead(self, end):
        """Parse as far as the text is whole; at the end, all of it."""
        raw = self.rawdata
        i, n = 0, len(raw)
        while i < n:
            if self.convert_charrefs and not self.cdata_elem:
                j = raw.find("<", i)
                if j < 0:
                    # A reference near the end may be cut in two.
                    amp = raw.rfind("&", max(i, n - 34))
                    if amp >= 0 and not _SPACE_OR_END.search(raw, amp):
                        break
                    j = n
            else:
                match = self.interesting.search(raw, i)
                if match:
                    j = match.start()
                elif self.cdata_elem:
                    break
                else:
                    j = n
            if i < j:
                self._text(raw[i:j])
            i = self.updatepos(i, j)
            if i == n:
                break
            k = self._markup(raw, i, n, end) if raw[i] == "<" else self._reference(raw, i, n, end)
            if k < 0:
                break
            i = self.updatepos(i, k)
        if end and i < n and not self.cdata_elem:
            self._text(raw[i:n])
            i = self.updatepos(i, n)
        self.rawdata = raw[i:]

    def _markup(self, raw, i, n, end):
        """Something that begins with "<"; returns where it ends, or -1."""
        if re.match("<[a-zA-Z]", raw[i:i + 2]):
            k = self.parse_starttag(i)
        elif raw.startswith("</", i):
            k = self.parse_endtag(i)
        elif raw.startswith("<!--", i):
            k = self.parse_comment(i)
        elif raw.startswith("<?", i):
            k = self.parse_pi(i)
        elif raw.startswith("<!", i):
            k = self.parse_html_declaration(i)
        elif i + 1 < n:
            self.handle_data("<")
            return i + 1
        else:
            return -1
        if k >= 0 or not end:
            return k
        k = raw.find(">", i + 1)
        if k < 0:
            k = raw.find("<", i + 1)
            if k < 0:
                k = i + 1
        else:
            k += 1
        self._text(raw[i:k])
        return k

    def _reference(self, raw, i, n, end):
        """Something that begins with "&"; returns where it ends, or -1."""
        if raw.startswith("&#", i):
            match = _CHARREF.match(raw, i)
            if match:
                self.handle_charref(match.group()[2:-1])
                k = match.end()
                return k if raw[k - 1] == ";" else k - 1
            if ";" in raw[i:]:
                self.handle_data(raw[i:i + 2])
                return i + 2
            return -1
        match = _ENTITY.match(raw, i)
        if match:
            self.handle_entityref(match.group(1))
            k = match.end()
            return k if raw[k - 1] == ";" else k - 1
        match = _INCOMPLETE.match(raw, i)
        if match:
            return -1
        if i + 1 < n:
            self.handle_data("&")
            return i + 1
        return -1

    def parse_comment(self, i, report=1):
        """A comment."""
        raw = self.rawdata
        match = _END_OF_COMMENT.search(raw, i + 4)
        if not match:
            return -1
        if report:
            self.handle_comment(raw[i + 4:match.start()])
        return match.end()

    def parse_html_declaration(self, i):
        """A document type, a marked section or a bogus comment."""
        raw = self.rawdata
        if raw.startswith("<![", i):
            return self.parse_marked_section(i)
        if raw[i:i + 9].lower() == "<!doctype":
            end = raw.find(">", i + 9)
            if end == -1:
                return -1
            self.handle_decl(raw[i + 2:end])
            return end + 1
        return self.parse_bogus_comment(i)

    def parse_marked_section(self, i, report=1):
        """<![CDATA[…]]> and the like."""
        raw = self.rawdata
        name = re.compile(r"[a-zA-Z][-_.a-zA-Z0-9]*\s*").match(raw, i + 3)
        if name is None:
            if i + 3 >= len(raw):
                return -1
            raise AssertionError("expected name token at %r" % raw[i:i + 20])
        if name.end() == len(raw):
            return -1
        word = name.group().strip().lower()
        if word in ("temp", "cdata", "ignore", "include", "rcdata"):
            match = re.compile(r"]\s*]\s*>").search(raw, i + 3)
        elif word in ("if", "else", "endif"):
            match = re.compile(r"]\s*>").search(raw, i + 3)
        else:
            raise AssertionError("unknown status keyword %r in marked section" % raw[
                i + 3:name.end()])
        if not match:
            return -1
        if report:
            self.unknown_decl(raw[i + 3:match.start()])
        return match.end()

    def parse_bogus_comment(self, i, report=1):
        """A comment that is none."""
        raw = self.rawdata
        end = raw.find(">", i + 2)
        if end == -1:
            return -1
        if report:
            self.handle_comment(raw[i + 2:end])
        return end + 1

    def parse_pi(self, i):
        """A processing instruction."""
        raw = self.rawdata
        end = raw.find(">", i + 2)
        if end < 0:
            return -1
        self.handle_pi(raw[i + 2:end])
        return end + 1

    def check_for_whole_start_tag(self, i):
        """Where a start tag ends; -1 if it is not whole."""
        raw = self.rawdata
        match = _START_TAG.match(raw, i)
        if not match:
            return -1
        j = match.end()
        next = raw[j:j + 1]
        if next == ">":
            return j + 1
        if next == "/":
            if raw.startswith("/>", j):
                return j + 2
            if raw.startswith("/", j) and j + 1 == len(raw):
                return -1
            return j if j > i else i + 1
        if next == "" or next.isascii() and next.isalpha() or next == "=":
            return -1
        return j if j > i else i + 1

    def parse_starttag(self, i):
        """A start tag."""
        self._start_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        raw = self.rawdata
        self._start_text = raw[i:end]
        match = _TAG_NAME.match(raw, i + 1)
        k = match.end()
        self.lasttag = tag = match.group(1).lower()
        attrs = []
        while k < end:
            m = _ATTRIBUTE.match(raw, k)
            if not m:
                break
            name, rest, value = m.group(1, 2, 3)
            if not rest:
                value = None
            elif value[:1] in ("'", '"') and value[:1] == value[-1:]:
                value = value[1:-1]
            if value:
                value = unescape(value)
            attrs.append((name.lower(), value))
            k = m.end()
        rest = raw[k:end].strip()
        if rest not in (">", "/>"):
            self.handle_data(raw[i:end])
            return end
        if rest.endswith("/>"):
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def parse_endtag(self, i):
        """An end tag."""
        raw = self.rawdata
        close = raw.find(">", i + 1)
        if close < 0:
            return -1
        match = _END_TAG.match(raw, i)
        if not match:
            if self.cdata_elem is not None:
                self.handle_data(raw[i:close + 1])
                return close + 1
            name = _TAG_NAME.match(raw, i + 2)
            if not name:
                return i + 3 if raw[i:i + 3] == "</>" else self.parse_bogus_comment(i)
            self.handle_endtag(name.group(1).lower())
            return raw.find(">", name.end()) + 1
        tag = match.group(1).lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(raw[i:close + 1])
            return close + 1
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return close + 1

    # -- to be written by programs

    def handle_startendtag(self, tag, attrs):
        """A tag like <br/>."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        """A start tag."""

    def handle_endtag(self, tag):
        """An end tag."""

    def handle_charref(self, name):
        """A reference by number."""

    def handle_entityref(self, name):
        """A reference by name."""

    def handle_data(self, data):
        """Text."""

    def handle_comment(self, data):
        """A comment."""

    def handle_decl(self, decl):
        """A document type."""

    def handle_pi(self, data):
        """A processing instruction."""
