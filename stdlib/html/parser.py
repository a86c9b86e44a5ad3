"""html.parser: HTML cut into tags and text, however broken it is."""

import re
from html import unescape

import _markupbase

__all__ = ["HTMLParser"]

_ENTITY = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]")
_CHARREF = re.compile("&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]")
_ATTRIBUTE_REF = re.compile(
    r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*)[;=]?")
_INCOMPLETE = re.compile("&[a-zA-Z#]")
_TAG_NAME = re.compile(r"([a-zA-Z][^\t\n\r\f />]*)(?:[\t\n\r\f ]|/(?!>))*")
_ATTRIBUTE = re.compile(
    r"((?<=[\'\"\t\n\r\f /])[^\t\n\r\f />][^\t\n\r\f /=>]*)"
    r"([\t\n\r\f ]*=[\t\n\r\f ]*('[^']*'|\"[^\"]*\"|(?!['\"])[^>\t\n\r\f ]*))?"
    r"(?:[\t\n\r\f ]|/(?!>))*")
_START_TAG = re.compile(
    r"<[a-zA-Z][^\t\n\r\f />]*"
    r"(?:[\t\n\r\f /]*"
    r"(?:(?<=['\"\t\n\r\f /])[^\t\n\r\f />][^\t\n\r\f /=>]*"
    r"(?:[\t\n\r\f ]*=[\t\n\r\f ]*(?:'[^']*'|\"[^\"]*\"|(?!['\"])[^>\t\n\r\f ]*))?"
    r"[\t\n\r\f /]*)*)?")
_END_OF_COMMENT = re.compile(r"--!?>")
_SHORT_COMMENT = re.compile(r"-?>")


def _attribute_text(s):
    """References in an attribute: one without ";" before "=" stands as it is."""
    def replace(match):
        ref = match.group(0)
        if ref.startswith("&#"):
            return unescape(ref)
        if ref[-1] == "=" or ref[-1] != ";" and match.end() < len(s) and (
                s[match.end()].isalnum() or s[match.end()] == "="):
            return ref
        if ref[-1] != ";":
            from html.entities import html5
            return html5.get(match.group(1), ref)
        return unescape(ref)
    return _ATTRIBUTE_REF.sub(replace, s)


class HTMLParser(_markupbase.ParserBase):
    """Derive from it and write handle_starttag(), handle_data() and so on."""

    CDATA_CONTENT_ELEMENTS = ("script", "style", "xmp", "iframe", "noembed", "noframes")
    RCDATA_CONTENT_ELEMENTS = ("textarea", "title")

    def __init__(self, *, convert_charrefs=True, scripting=False):
        super().__init__()
        self.convert_charrefs = convert_charrefs
        self.scripting = scripting
        self.reset()

    def reset(self):
        """Begin anew."""
        super().reset()
        self.rawdata = ""
        self.lasttag = "???"
        self.cdata_elem = None
        self._cdata = None
        self._escapable = True
        self._support_cdata = True

    def feed(self, data):
        """Parse a piece."""
        self.rawdata = self.rawdata + data
        self.goahead(False)

    def close(self):
        """Parse what is left."""
        self.goahead(True)

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self.__starttag_text

    _HTMLParser__starttag_text = None

    def set_cdata_mode(self, elem, *, escapable=False):
        """Take everything as text up to an end tag."""
        self.cdata_elem = elem.lower()
        self._escapable = escapable
        if self.cdata_elem == "plaintext":
            self._cdata = re.compile(r"\Z")
        else:
            self._cdata = re.compile(r"</%s(?=[\t\n\r\f />])" % re.escape(self.cdata_elem), re.I)

    def clear_cdata_mode(self):
        """Take tags as tags again."""
        self.cdata_elem = None
        self._cdata = None
        self._escapable = True

    def _text(self, text):
        if self.convert_charrefs and self._escapable:
            text = unescape(text)
        self.handle_data(text)

    def goahead(self, end):
        """Parse as far as the text is whole; at the end, all of it."""
        raw = self.rawdata
        i, n = 0, len(raw)
        while i < n:
            if self.convert_charrefs and not self.cdata_elem:
                j = raw.find("<", i)
                if j < 0:
                    # A reference may be cut in two: look for a "&" near the end.
                    amp = raw.rfind("&", max(i, n - 34))
                    if amp >= 0 and not end and not re.compile(r"[\t\n\r\f ;]").search(raw, amp):
                        break
                    j = n
            else:
                if self.cdata_elem:
                    match = self._cdata.search(raw, i)
                    if match:
                        j = match.start()
                    else:
                        j = n
                        if not end:
                            last = raw.rfind("<", i)
                            if last >= 0 and ("</" + self.cdata_elem).startswith(
                                    raw[last:last + len(self.cdata_elem) + 2].lower()):
                                j = last
                            amp = raw.rfind("&", max(i, j - 34), j)
                            if (self.convert_charrefs and self._escapable and amp >= 0
                                    and not re.compile(r"[\t\n\r\f ;]").search(raw, amp, j)):
                                j = amp
                            if j == i:
                                break
                    if not self.convert_charrefs and self._escapable:
                        amp = raw.find("&", i, j)
                        if amp >= 0:
                            j = amp
                else:
                    match = re.compile("[&<]").search(raw, i)
                    j = match.start() if match else n
            if i < j:
                self._text(raw[i:j])
            i = self.updatepos(i, j)
            if i == n:
                break
            if raw[i] == "<":
                k = self._markup(raw, i, end)
                if k < 0:
                    break
                i = self.updatepos(i, k)
            else:
                k = self._reference(raw, i, end)
                if k < 0:
                    break
                i = self.updatepos(i, k)
        if end and i < n:
            self._text(raw[i:n])
            i = self.updatepos(i, n)
        self.rawdata = raw[i:]

    def _markup(self, raw, i, end):
        """Something that begins with "<"; returns where it ends, or -1."""
        if self.cdata_elem:
            k = self.parse_endtag(i)
            if k < 0 and end:
                k = len(raw)
            return k
        after = raw[i + 1:i + 2]
        if after.isascii() and after.isalpha():
            k = self.parse_starttag(i)
        elif raw.startswith("</", i):
            k = self.parse_endtag(i)
        elif raw.startswith("<!--", i):
            k = self.parse_comment(i)
        elif raw.startswith("<?", i):
            k = self.parse_pi(i)
        elif raw.startswith("<!", i):
            k = self.parse_html_declaration(i)
        elif after or end:
            self.handle_data("<")
            return i + 1
        else:
            return -1
        if k >= 0 or not end:
            return k
        return self._unfinished(raw, i)

    def _unfinished(self, raw, i):
        """Markup that the text ends in."""
        n = len(raw)
        if raw[i + 1:i + 2].isalpha():
            pass
        elif raw.startswith("</", i):
            if i + 2 == n:
                self.handle_data("</")
            elif not raw[i + 2].isalpha():
                self.handle_comment(raw[i + 2:])
        elif raw.startswith("<!--", i):
            j = n
            for suffix in ("--!", "--", "-"):
                if raw.endswith(suffix, i + 4):
                    j -= len(suffix)
                    break
            self.handle_comment(raw[i + 4:j])
        elif raw.startswith("<![CDATA[", i) and self._support_cdata:
            self.unknown_decl(raw[i + 3:])
        elif raw[i:i + 9].lower() == "<!doctype":
            self.handle_decl(raw[i + 2:])
        elif raw.startswith("<!", i):
            self.handle_comment(raw[i + 2:])
        elif raw.startswith("<?", i):
            self.handle_pi(raw[i + 2:])
        return n

    def _reference(self, raw, i, end):
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
            if end:
                name = re.compile("&#(?:[0-9]+|[xX][0-9a-fA-F]+)").match(raw, i)
                if name and name.end() == len(raw):
                    self.handle_charref(name.group()[2:])
                    return len(raw)
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
            if end:
                name = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)").match(raw, i)
                if name and name.end() == len(raw):
                    self.handle_entityref(name.group(1))
                    return len(raw)
                self.handle_data("&")
                return i + 1
            if i + 1 < len(raw):
                name = re.compile("&[a-zA-Z][-.a-zA-Z0-9]*").match(raw, i)
                if name and name.end() < len(raw):
                    self.handle_data("&")
                    return i + 1
            return -1
        if i + 1 < len(raw) or end:
            self.handle_data("&")
            return i + 1
        return -1

    def parse_comment(self, i, report=True):
        """A comment."""
        raw = self.rawdata
        match = _SHORT_COMMENT.match(raw, i + 4)
        if not match:
            match = _END_OF_COMMENT.search(raw, i + 4)
            if not match:
                return -1
        if report:
            self.handle_comment(raw[i + 4:match.start()])
        return match.end()

    def parse_html_declaration(self, i):
        """A document type, a CDATA section or a bogus comment."""
        raw = self.rawdata
        if raw.startswith("<![CDATA[", i) and self._support_cdata:
            j = raw.find("]]>", i + 9)
            if j < 0:
                return -1
            self.unknown_decl(raw[i + 3:j])
            return j + 3
        if raw[i:i + 9].lower() == "<!doctype":
            end = raw.find(">", i + 9)
            if end == -1:
                return -1
            self.handle_decl(raw[i + 2:end])
            return end + 1
        if not raw.startswith("<!--", i) and len(raw) - i < 9 and (
                "<!doctype".startswith(raw[i:].lower()) or "<![CDATA[".startswith(raw[i:])):
            return -1
        return self.parse_bogus_comment(i)

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

    def parse_starttag(self, i):
        """A start tag."""
        self.__starttag_text = None
        raw = self.rawdata
        whole = _START_TAG.match(raw, i)
        if not whole:
            return -1
        j = whole.end()
        close = raw[j:j + 1]
        if close == ">":
            end = j + 1
        elif close == "":
            return -1
        else:
            k = raw.find(">", j)
            if k < 0:
                return -1
            end = k + 1
        self.__starttag_text = text = raw[i:end]
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
                value = _attribute_text(value)
            attrs.append((name.lower(), value))
            k = m.end()
        rest = raw[k:end].strip()
        if rest not in (">", "/>"):
            self.handle_data(text)
            return end
        if rest.endswith("/>"):
            self.handle_startendtag(tag, attrs)
            return end
        self.handle_starttag(tag, attrs)
        if tag in self.CDATA_CONTENT_ELEMENTS or tag == "plaintext" or (
                self.scripting and tag == "noscript"):
            self.set_cdata_mode(tag)
        elif tag in self.RCDATA_CONTENT_ELEMENTS:
            self.set_cdata_mode(tag, escapable=True)
        return end

    def parse_endtag(self, i):
        """An end tag."""
        raw = self.rawdata
        if raw.find(">", i + 2) < 0:
            return -1
        if not (raw[i + 2:i + 3].isascii() and raw[i + 2:i + 3].isalpha()):
            if raw[i + 2:i + 3] == ">":
                return i + 3
            return self.parse_bogus_comment(i)
        match = re.compile(r"</([a-zA-Z][^\t\n\r\f />]*)").match(raw, i)
        whole = _START_TAG.match(raw.replace("</", "<", 1) if i == 0 else "<" + raw[i + 2:], 0)
        j = i + 1 + whole.end()
        if raw[j:j + 1] != ">":
            j = raw.find(">", j)
            if j < 0:
                return -1
        tag = match.group(1).lower()
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return j + 1

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
