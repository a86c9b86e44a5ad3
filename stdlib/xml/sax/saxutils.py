"""Escaping, and a handler that writes XML."""

import io

from . import handler, xmlreader


def escape(data, entities={}):
    """The text with &, < and > as references, and what else is asked for."""
    data = data.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    for key, value in entities.items():
        data = data.replace(key, value)
    return data


def unescape(data, entities={}):
    """The text with references as characters."""
    data = data.replace("&lt;", "<").replace("&gt;", ">")
    for key, value in entities.items():
        data = data.replace(key, value)
    return data.replace("&amp;", "&")


def quoteattr(data, entities={}):
    """A value with quotes around it."""
    data = escape(data, {**entities, "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
    if '"' not in data:
        return '"%s"' % data
    if "'" not in data:
        return "'%s'" % data
    return '"%s"' % data.replace('"', "&quot;")


class XMLGenerator(handler.ContentHandler):
    """Writes what it is told."""

    def __init__(self, out=None, encoding="iso-8859-1", short_empty_elements=False):
        super().__init__()
        import sys
        self._out = sys.stdout if out is None else out
        self._bytes = not isinstance(self._out, io.TextIOBase) and not hasattr(self._out, "encoding")
        self._encoding = encoding
        self._short = short_empty_elements
        self._pending = False
        self._spaces = [{"http://www.w3.org/XML/1998/namespace": "xml"}]
        self._new = []

    def _write(self, text):
        if not isinstance(text, str):
            text = str(text, self._encoding)
        self._out.write(text.encode(self._encoding, "xmlcharrefreplace") if self._bytes else text)

    def _finish(self):
        if self._pending:
            self._write(">")
            self._pending = False

    def _name(self, name):
        uri, local = name
        if uri:
            prefix = self._spaces[-1].get(uri)
            if prefix:
                return prefix + ":" + local
        return local

    def startDocument(self):
        self._write('<?xml version="1.0" encoding="%s"?>\n' % self._encoding)

    def endDocument(self):
        if hasattr(self._out, "flush"):
            self._out.flush()

    def startPrefixMapping(self, prefix, uri):
        self._spaces.append({**self._spaces[-1], uri: prefix})
        self._new.append((prefix, uri))

    def endPrefixMapping(self, prefix):
        self._spaces.pop()

    def _begin(self, shown, pairs):
        self._finish()
        self._write("<" + shown)
        for prefix, uri in self._new:
            self._write(' xmlns:%s="%s"' % (prefix, uri) if prefix else ' xmlns="%s"' % uri)
        self._new = []
        for name, value in pairs:
            self._write(" %s=%s" % (name, quoteattr(value)))
        if self._short:
            self._pending = True
        else:
            self._write(">")

    def _close(self, shown):
        if self._pending:
            self._write("/>")
            self._pending = False
        else:
            self._write("</%s>" % shown)

    def startElement(self, name, attrs):
        self._begin(name, attrs.items())

    def endElement(self, name):
        self._close(name)

    def startElementNS(self, name, qname, attrs):
        self._begin(self._name(name), [(self._name(n), v) for n, v in attrs.items()])

    def endElementNS(self, name, qname):
        self._close(self._name(name))

    def characters(self, content):
        if content:
            self._finish()
            self._write(escape(content))

    def ignorableWhitespace(self, content):
        if content:
            self._finish()
            self._write(content)

    def processingInstruction(self, target, data):
        self._finish()
        self._write("<?%s %s?>" % (target, data))


class XMLFilterBase(xmlreader.XMLReader):
    """Stands between a reader and a program's handlers, and hands all on: derive from it, and
    define what is to be changed."""

    def __init__(self, parent=None):
        xmlreader.XMLReader.__init__(self)
        self._parent = parent

    # What the reader tells of errors.

    def error(self, exception):
        self._err_handler.error(exception)

    def fatalError(self, exception):
        self._err_handler.fatalError(exception)

    def warning(self, exception):
        self._err_handler.warning(exception)

    # What it tells of the text.

    def setDocumentLocator(self, locator):
        self._cont_handler.setDocumentLocator(locator)

    def startDocument(self):
        self._cont_handler.startDocument()

    def endDocument(self):
        self._cont_handler.endDocument()

    def startPrefixMapping(self, prefix, uri):
        self._cont_handler.startPrefixMapping(prefix, uri)

    def endPrefixMapping(self, prefix):
        self._cont_handler.endPrefixMapping(prefix)

    def startElement(self, name, attrs):
        self._cont_handler.startElement(name, attrs)

    def endElement(self, name):
        self._cont_handler.endElement(name)

    def startElementNS(self, name, qname, attrs):
        self._cont_handler.startElementNS(name, qname, attrs)

    def endElementNS(self, name, qname):
        self._cont_handler.endElementNS(name, qname)

    def characters(self, content):
        self._cont_handler.characters(content)

    def ignorableWhitespace(self, chars):
        self._cont_handler.ignorableWhitespace(chars)

    def processingInstruction(self, target, data):
        self._cont_handler.processingInstruction(target, data)

    def skippedEntity(self, name):
        self._cont_handler.skippedEntity(name)

    # What it tells of declarations.

    def notationDecl(self, name, publicId, systemId):
        self._dtd_handler.notationDecl(name, publicId, systemId)

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        self._dtd_handler.unparsedEntityDecl(name, publicId, systemId, ndata)

    def resolveEntity(self, publicId, systemId):
        return self._ent_handler.resolveEntity(publicId, systemId)

    # What the program asks of the reader.

    def parse(self, source):
        """Have the reader parse, with this filter as its handlers."""
        self._parent.setContentHandler(self)
        self._parent.setErrorHandler(self)
        self._parent.setEntityResolver(self)
        self._parent.setDTDHandler(self)
        self._parent.parse(source)

    def setLocale(self, locale):
        self._parent.setLocale(locale)

    def getFeature(self, name):
        return self._parent.getFeature(name)

    def setFeature(self, name, state):
        self._parent.setFeature(name, state)

    def getProperty(self, name):
        return self._parent.getProperty(name)

    def setProperty(self, name, value):
        self._parent.setProperty(name, value)

    def getParent(self):
        """The reader behind the filter."""
        return self._parent

    def setParent(self, parent):
        """Set the reader behind the filter."""
        self._parent = parent


def prepare_input_source(source, base=""):
    """An InputSource with an open stream, out of a name, a file or a source."""
    import os
    if hasattr(source, "__fspath__"):
        source = os.fspath(source)
    if isinstance(source, str):
        source = xmlreader.InputSource(source)
    elif hasattr(source, "read"):
        stream = source
        source = xmlreader.InputSource()
        if isinstance(stream.read(0), str):
            source.setCharacterStream(stream)
        else:
            source.setByteStream(stream)
        if isinstance(getattr(stream, "name", None), str):
            source.setSystemId(stream.name)
    if source.getCharacterStream() is None and source.getByteStream() is None:
        name = source.getSystemId()
        if not os.path.isfile(name):
            raise ValueError("documents are read from files only: %r" % name) if (
                "://" in name) else FileNotFoundError(2, "No such file or directory", name)
        source.setByteStream(open(name, "rb"))
    return source
