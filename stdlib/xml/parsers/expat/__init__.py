"""expat: a parser that calls a handler for each thing it finds.

The native module _expat cuts the text into events; here they reach the handlers. Left out:
external entities are never fetched by themselves (ExternalEntityRefHandler is told of them), and
content models are given as text.
"""

import _expat

from . import errors, model

EXPAT_VERSION = "expat_2.7.3"
native_encoding = "UTF-8"
version_info = (2, 7, 3)
features = [("sizeof(XML_Char)", 1), ("sizeof(XML_LChar)", 1), ("XML_DTD", 0), ("XML_NS", 0)]
XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2


class ExpatError(Exception):
    """The document is not well-formed."""

    __module__ = "xml.parsers.expat"


error = ExpatError


def ErrorString(code, /):
    """The words of an error number."""
    return errors._WORDS.get(code)


_HANDLERS = (
    "StartElementHandler", "EndElementHandler", "ProcessingInstructionHandler",
    "CharacterDataHandler", "UnparsedEntityDeclHandler", "NotationDeclHandler",
    "StartNamespaceDeclHandler", "EndNamespaceDeclHandler", "CommentHandler",
    "StartCdataSectionHandler", "EndCdataSectionHandler", "DefaultHandler",
    "DefaultHandlerExpand", "NotStandaloneHandler", "ExternalEntityRefHandler",
    "StartDoctypeDeclHandler", "EndDoctypeDeclHandler", "EntityDeclHandler", "XmlDeclHandler",
    "ElementDeclHandler", "AttlistDeclHandler", "SkippedEntityHandler")


class xmlparser:
    """A parser; made by ParserCreate()."""

    __module__ = "pyexpat"

    def __init__(self, encoding=None, namespace_separator=None, intern=None):
        self._scanner = _expat.Scanner(namespace_separator is not None)
        self._encoding = encoding
        self._separator = namespace_separator
        self.intern = {} if intern is None else intern
        self._decoder = None
        self._pending = b""
        self._done = False
        self._failed = None
        self._place = (1, 0, 0)
        self._text = []
        self._base = None
        self._standalone = -1
        self.buffer_text = False
        self._buffer_size = 8192
        self.ordered_attributes = False
        self.specified_attributes = False
        self.namespace_prefixes = False
        self.ErrorCode = 0
        self.ErrorLineNumber, self.ErrorColumnNumber, self.ErrorByteIndex = 1, 0, 0
        for name in _HANDLERS:
            setattr(self, name, None)

    @property
    def buffer_size(self):
        """How much text is kept before the handler is called."""
        return self._buffer_size

    @buffer_size.setter
    def buffer_size(self, value):
        if not isinstance(value, int):
            raise TypeError("buffer_size must be an integer")
        if value <= 0:
            raise ValueError("buffer_size must be greater than zero")
        self._flush()
        self._buffer_size = value

    @property
    def buffer_used(self):
        """How much text is kept."""
        return sum(len(part) for part in self._text)

    @property
    def CurrentLineNumber(self):
        """The line of the event."""
        return self._place[0]

    @property
    def CurrentColumnNumber(self):
        """The column of the event."""
        return self._place[1]

    @property
    def CurrentByteIndex(self):
        """The offset of the event."""
        return self._place[2]

    def Parse(self, data, isfinal=False, /):
        """Parse a piece; `isfinal` with the last."""
        if isinstance(data, str):
            data = data.encode("utf-8")
            if self._encoding is None:
                self._encoding = "utf-8"
                self._forced = True
        elif not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
        if self._done:
            self._raise(36)
        if self._failed:
            self._raise(self._failed)
        data = self._utf8(bytes(data), bool(isfinal))
        if isfinal:
            self._done = True
        if data is not None:
            for event in self._scanner.feed(data, bool(isfinal)):
                self._place = event[1:4]
                self._events[event[0]](self, event)
            self._flush()
            if isfinal:
                self._place = self._scanner.position
        return 1

    def _utf8(self, data, final):
        """A piece in UTF-8, whatever the document is in; None while that is not known yet."""
        if self._decoder is None:
            if self._encoding is None:
                data = self._pending + data
                if len(data) < 4 and not final:
                    self._pending = data
                    return None
                self._pending = b""
                self._encoding = _detect(data)
            name = self._encoding.lower().replace("_", "-")
            if name in ("utf-8", "utf8", "us-ascii", "ascii"):
                self._decoder = False
            else:
                import codecs
                self._decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        if not self._decoder:
            return data
        return self._decoder.decode(data, final).encode("utf-8", "surrogatepass")

    def ParseFile(self, file, /):
        """Parse a file."""
        read = getattr(file, "read", None)
        if read is None:
            raise TypeError("argument must have 'read' attribute")
        while True:
            data = read(2048)
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError(f"read() did not return a bytes object (type={type(data).__name__})")
            self.Parse(data, not data)
            if not data:
                return 1

    def _raise(self, code):
        self._failed = self._failed or code
        line, column, offset = self._place
        self.ErrorCode = code
        self.ErrorLineNumber, self.ErrorColumnNumber, self.ErrorByteIndex = line, column, offset
        e = ExpatError(f"{ErrorString(code)}: line {line}, column {column}")
        e.code, e.lineno, e.offset = code, line, column
        raise e

    def _flush(self):
        if self._text:
            text = "".join(self._text)
            self._text = []
            if self.CharacterDataHandler is not None:
                self.CharacterDataHandler(text)

    def _name(self, part):
        if not isinstance(part, list):
            return part
        uri, local, prefix = part
        if self.namespace_prefixes and prefix is not None:
            return self._separator.join((uri, local, prefix))
        return uri + self._separator + local

    # -- events

    def _on_start(self, event):
        self._flush()
        handler = self.StartElementHandler
        if handler is None:
            return self._on_other("<" + str(self._name(event[4])) + ">")
        flat, given = event[5], event[6]
        if self.specified_attributes:
            flat = flat[:given]
        if self._separator is not None:
            flat = [self._name(part) for part in flat]
        if self.ordered_attributes:
            handler(self._name(event[4]), flat)
        else:
            handler(self._name(event[4]), dict(zip(flat[::2], flat[1::2])))

    def _on_end(self, event):
        self._flush()
        if self.EndElementHandler is not None:
            self.EndElementHandler(self._name(event[4]))

    def _on_chars(self, event):
        text = event[4]
        if self.CharacterDataHandler is None:
            return self._on_other(text)
        if not self.buffer_text:
            return self.CharacterDataHandler(text)
        if self.buffer_used + len(text) > self._buffer_size:
            self._flush()
        self._text.append(text)
        if len(text) > self._buffer_size:
            self._flush()

    def _on_other(self, text):
        """What has no handler of its own."""
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler is not None:
            handler(text)

    def _call(self, name, *args):
        self._flush()
        handler = getattr(self, name)
        if handler is not None:
            handler(*args)
            return True
        return False

    def _on_pi(self, event):
        if not self._call("ProcessingInstructionHandler", event[4], event[5]):
            self._on_other(f"<?{event[4]} {event[5]}?>")

    def _on_comment(self, event):
        if not self._call("CommentHandler", event[4]):
            self._on_other(f"<!--{event[4]}-->")

    def _on_cdata_start(self, event):
        self._call("StartCdataSectionHandler")

    def _on_cdata_end(self, event):
        self._call("EndCdataSectionHandler")

    def _on_ns_start(self, event):
        self._call("StartNamespaceDeclHandler", event[4], event[5])

    def _on_ns_end(self, event):
        self._call("EndNamespaceDeclHandler", event[4])

    def _on_xml(self, event):
        self._standalone = event[6]
        self._call("XmlDeclHandler", event[4], event[5], event[6])

    def _on_doctype_start(self, event):
        self._call("StartDoctypeDeclHandler", event[4], event[5], event[6], event[7])
        if (event[5] is not None and self._standalone != 1
                and self.NotStandaloneHandler is not None and not self.NotStandaloneHandler()):
            self._raise(22)

    def _on_doctype_end(self, event):
        self._call("EndDoctypeDeclHandler")

    def _on_element_decl(self, event):
        self._call("ElementDeclHandler", event[4], event[5])

    def _on_attlist(self, event):
        self._call("AttlistDeclHandler", *event[4:9])

    def _on_entity(self, event):
        name, parameter, value, system, public, notation = event[4:10]
        if notation is not None and self.UnparsedEntityDeclHandler is not None:
            self._call("UnparsedEntityDeclHandler", name, self._base, system, public, notation)
        else:
            self._call("EntityDeclHandler", name, parameter, value, self._base, system, public,
                       notation)

    def _on_notation(self, event):
        self._call("NotationDeclHandler", event[4], self._base, event[5], event[6])

    def _on_skipped(self, event):
        if not self._call("SkippedEntityHandler", event[4], 0):
            self._on_other(f"&{event[4]};")

    def _on_external(self, event):
        self._flush()
        handler = self.ExternalEntityRefHandler
        if handler is None:
            return self._on_other(f"&{event[4]};")
        if not handler(event[4], self._base, event[5], event[6]):
            self._raise(21)

    def _on_error(self, event):
        self._flush()
        self._raise(event[4])

    _events = {
        "start": _on_start, "end": _on_end, "chars": _on_chars, "pi": _on_pi,
        "comment": _on_comment, "cdata_start": _on_cdata_start, "cdata_end": _on_cdata_end,
        "ns_start": _on_ns_start, "ns_end": _on_ns_end, "xml": _on_xml,
        "doctype_start": _on_doctype_start, "doctype_end": _on_doctype_end,
        "element_decl": _on_element_decl, "attlist": _on_attlist, "entity": _on_entity,
        "notation": _on_notation, "skipped": _on_skipped, "external": _on_external,
        "error": _on_error,
    }

    # -- settings

    def SetBase(self, base, /):
        """The base of system identifiers."""
        self._base = base

    def GetBase(self):
        """The base of system identifiers."""
        return self._base

    def GetInputContext(self):
        """The text around the event: not kept."""
        return None

    def UseForeignDTD(self, flag=True, /):
        """Ask for an external document type: not supported, so only False is accepted."""
        if flag:
            raise NotImplementedError("UseForeignDTD: external document types are not read")

    def SetParamEntityParsing(self, flag, /):
        """External parameter entities are never read; returns whether the setting was taken."""
        return 1

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        """A parser for an external entity."""
        sub = xmlparser(encoding, self._separator, self.intern)
        for name in _HANDLERS:
            setattr(sub, name, getattr(self, name))
        return sub

    def EnableReparseDeferral(self, enabled):
        """Whether unfinished tokens wait for more data: pieces are always parsed at once."""
        self._deferral = bool(enabled)

    def GetReparseDeferralEnabled(self):
        """The setting of EnableReparseDeferral."""
        return getattr(self, "_deferral", True)


XMLParserType = xmlparser


def _detect(data):
    """The encoding of a document, by its first bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"<\0"):
        return "utf-16-le"
    if data.startswith(b"\0<"):
        return "utf-16-be"
    if data.startswith(b"<?xml"):
        import re
        end = data.find(b"?>")
        found = re.search(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""",
                          data[:end] if end > 0 else data[:200])
        if found:
            return found[1].decode("ascii")
    return "utf-8"


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """A new parser."""
    if namespace_separator is not None:
        if not isinstance(namespace_separator, str):
            raise TypeError("ParserCreate() argument 'namespace_separator' must be str or None, "
                            f"not {type(namespace_separator).__name__}")
        if len(namespace_separator) > 1:
            raise ValueError("namespace_separator must be at most one character, omitted, or None")
    return xmlparser(encoding, namespace_separator, intern)
