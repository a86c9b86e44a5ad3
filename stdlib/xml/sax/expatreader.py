"""The reader over expat. External entities are not read."""

from xml.parsers import expat

from . import handler, xmlreader
from ._exceptions import (SAXNotRecognizedException, SAXNotSupportedException, SAXParseException)

version = "0.20"


class ExpatLocator(xmlreader.Locator):
    """The place of a parser."""

    def __init__(self, parser):
        self._parser = parser

    def getColumnNumber(self):
        p = self._parser._parser
        return p.ErrorColumnNumber if p.ErrorCode else p.CurrentColumnNumber

    def getLineNumber(self):
        p = self._parser._parser
        return p.ErrorLineNumber if p.ErrorCode else p.CurrentLineNumber

    def getPublicId(self):
        return self._parser._source.getPublicId()

    def getSystemId(self):
        return self._parser._source.getSystemId()


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """A reader."""

    def __init__(self, namespaceHandling=0, bufsize=2**16 - 20):
        super().__init__()
        self._source = xmlreader.InputSource()
        self._parser = None
        self._namespaces = namespaceHandling
        self._lexical = None
        self._bufsize = bufsize
        self._parsing = False

    def getColumnNumber(self):
        return self._parser.CurrentColumnNumber if self._parser else None

    def getLineNumber(self):
        return self._parser.CurrentLineNumber if self._parser else 1

    def getPublicId(self):
        return self._source.getPublicId()

    def getSystemId(self):
        return self._source.getSystemId()

    def parse(self, source):
        from . import saxutils
        source = saxutils.prepare_input_source(source)
        self._source = source
        try:
            self.reset()
            self._cont_handler.setDocumentLocator(ExpatLocator(self))
            stream = source.getCharacterStream() or source.getByteStream()
            while True:
                piece = stream.read(self._bufsize)
                if not piece:
                    break
                self.feed(piece)
            self.close()
        finally:
            for stream in (source.getCharacterStream(), source.getByteStream()):
                if stream is not None:
                    stream.close()

    def reset(self):
        """Begin anew."""
        p = self._parser = expat.ParserCreate(self._source.getEncoding(),
                                              " " if self._namespaces else None)
        p.buffer_text = True
        if self._namespaces:
            p.namespace_prefixes = 1
            p.StartElementHandler, p.EndElementHandler = self._start_ns, self._end_ns
        else:
            p.StartElementHandler, p.EndElementHandler = self._start, self._end
        content = self._cont_handler
        p.ProcessingInstructionHandler = lambda t, d: self._cont_handler.processingInstruction(t, d)
        p.CharacterDataHandler = lambda data: self._cont_handler.characters(data)
        p.StartNamespaceDeclHandler = lambda prefix, uri: (
            self._cont_handler.startPrefixMapping(prefix, uri))
        p.EndNamespaceDeclHandler = lambda prefix: self._cont_handler.endPrefixMapping(prefix)
        p.NotationDeclHandler = lambda name, base, system, public: (
            self._dtd_handler.notationDecl(name, public, system))
        p.UnparsedEntityDeclHandler = lambda name, base, system, public, notation: (
            self._dtd_handler.unparsedEntityDecl(name, public, system, notation))
        p.SkippedEntityHandler = lambda name, is_pe: self._cont_handler.skippedEntity(name)
        del content
        self._lexical_handlers()
        self._parsing = False

    def _lexical_handlers(self):
        p, lexical = self._parser, self._lexical
        if p is None:
            return
        p.CommentHandler = lexical and lexical.comment
        p.StartCdataSectionHandler = lexical and lexical.startCDATA
        p.EndCdataSectionHandler = lexical and lexical.endCDATA
        p.StartDoctypeDeclHandler = lexical and (
            lambda name, system, public, inner: lexical.startDTD(name, public, system))
        p.EndDoctypeDeclHandler = lexical and lexical.endDTD

    def feed(self, data, isFinal=False):
        """Parse a piece."""
        if not self._parsing:
            self.reset()
            self._parsing = True
            self._cont_handler.startDocument()
        try:
            self._parser.Parse(data, isFinal)
        except expat.ExpatError as e:
            exc = SAXParseException(expat.ErrorString(e.code), e, self)
            exc._linenum, exc._colnum = e.lineno, e.offset
            self._err_handler.fatalError(exc)

    def close(self):
        """End the document."""
        self.feed(b"", isFinal=True)
        self._cont_handler.endDocument()
        self._parsing = False

    def flush(self):
        """Parse what waits: nothing ever does."""

    def _start(self, name, attrs):
        self._cont_handler.startElement(name, xmlreader.AttributesImpl(attrs))

    def _end(self, name):
        self._cont_handler.endElement(name)

    @staticmethod
    def _pair(name):
        parts = name.split()
        if len(parts) == 1:
            return (None, name), name
        return (parts[0], parts[1]), (f"{parts[2]}:{parts[1]}" if len(parts) == 3 else parts[1])

    def _start_ns(self, name, attrs):
        pair, _ = self._pair(name)
        values, qnames = {}, {}
        for key, value in attrs.items():
            known, qname = self._pair(key)
            values[known], qnames[known] = value, qname
        self._cont_handler.startElementNS(pair, None,
                                          xmlreader.AttributesNSImpl(values, qnames))

    def _end_ns(self, name):
        self._cont_handler.endElementNS(self._pair(name)[0], None)

    def getFeature(self, name):
        if name == handler.feature_namespaces:
            return self._namespaces
        if name in (handler.feature_validation, handler.feature_external_ges,
                    handler.feature_external_pes, handler.feature_namespace_prefixes,
                    handler.feature_string_interning):
            return 0
        raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def setFeature(self, name, state):
        if self._parsing:
            raise SAXNotSupportedException("Cannot set features while parsing")
        if name == handler.feature_namespaces:
            self._namespaces = state
        elif name in handler.all_features:
            if state:
                raise SAXNotSupportedException("feature '%s' cannot be turned on" % name)
        else:
            raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def getProperty(self, name):
        if name == handler.property_lexical_handler:
            return self._lexical
        raise SAXNotRecognizedException("Property '%s' not recognized" % name)

    def setProperty(self, name, value):
        if name != handler.property_lexical_handler:
            raise SAXNotRecognizedException("Property '%s' not recognized" % name)
        self._lexical = value
        self._lexical_handlers()


def create_parser(*args, **kwargs):
    """A new reader."""
    return ExpatParser(*args, **kwargs)
