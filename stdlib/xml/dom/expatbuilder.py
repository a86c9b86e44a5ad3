"""Documents of minidom out of what the parser expat tells of."""

import xml.dom

from .minidom import XMLNS_NAMESPACE, Attr, Document, DocumentType, Element


class Builder:
    """Makes a document out of expat's events."""

    def __init__(self):
        from xml.parsers import expat
        self.document = Document()
        self._here = self.document
        self._cdata = False
        self._scopes = [{"xml": xml.dom.XML_NAMESPACE, "xmlns": XMLNS_NAMESPACE, "": None}]
        self.parser = p = expat.ParserCreate()
        # Names are needed as they are written; prefixes are looked up here.
        p.buffer_text = True
        p.ordered_attributes = True
        p.StartElementHandler = self._start
        p.EndElementHandler = self._end
        p.CharacterDataHandler = self._text
        p.CommentHandler = lambda data: self._add(self.document.createComment(data))
        p.ProcessingInstructionHandler = lambda target, data: self._add(
            self.document.createProcessingInstruction(target, data))
        p.StartCdataSectionHandler = self._start_cdata
        p.EndCdataSectionHandler = self._end_cdata
        p.XmlDeclHandler = self._declaration
        p.StartDoctypeDeclHandler = self._doctype

    def _declaration(self, version, encoding, standalone):
        self.document.version, self.document.encoding = version, encoding
        if standalone >= 0:
            self.document.standalone = bool(standalone)

    def _doctype(self, name, system, public, inner):
        doctype = DocumentType(name)
        doctype.publicId, doctype.systemId = public, system
        doctype.ownerDocument = self.document
        self._add(doctype)
        self.document.doctype = doctype

    def _add(self, node):
        self._here.appendChild(node)

    def _start(self, name, flat):
        pairs = [(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]
        scope = self._scopes[-1]
        new = {key[6:]: value or None for key, value in pairs
               if key == "xmlns" or key.startswith("xmlns:")}
        if new:
            scope = {**scope, **new}
        self._scopes.append(scope)
        prefix, _, local = name.rpartition(":")
        if prefix and prefix not in scope:
            self._unbound()
        e = Element(name, scope.get(prefix), prefix or None, local)
        e.ownerDocument = self.document
        for key, value in pairs:
            prefix, _, local = key.rpartition(":")
            if prefix and prefix not in scope:
                self._unbound()
            uri = XMLNS_NAMESPACE if key == "xmlns" else scope[prefix] if prefix else None
            a = Attr(key, uri, local, prefix or None)
            a.value, a.ownerDocument, a.ownerElement, a.specified = value, self.document, e, True
            e._attrs[key] = a
        self._here.appendChild(e)
        self._here = e

    def _unbound(self):
        from xml.parsers.expat import ExpatError
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        e = ExpatError(f"unbound prefix: line {line}, column {column}")
        e.code, e.lineno, e.offset = 27, line, column
        raise e

    def _end(self, name):
        self._scopes.pop()
        self._here = self._here.parentNode

    def _text(self, data):
        if self._here is self.document:
            return
        last = self._here.childNodes[-1] if self._here.childNodes else None
        if self._cdata:
            if last is not None and last.nodeType == 4 and self._joins:
                last.data += data
            else:
                self._add(self.document.createCDATASection(data))
                self._joins = True
        elif last is not None and last.nodeType == 3:
            last.data += data
        else:
            self._add(self.document.createTextNode(data))

    def _start_cdata(self):
        self._cdata, self._joins = True, False

    def _end_cdata(self):
        self._cdata = False
