"""minidom: documents as trees of nodes. Left out: types and content models, entities, pulldom."""

import xml.dom
from xml.dom import EMPTY_NAMESPACE, XMLNS_NAMESPACE

from ._nodes import Node, NodeList


def _escape(text, attribute):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    if attribute:
        return (text.replace('"', "&quot;").replace(">", "&gt;").replace("\r", "&#13;")
                .replace("\n", "&#10;").replace("\t", "&#9;"))
    return text.replace(">", "&gt;")


_CONTENT = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE,
            Node.TEXT_NODE, Node.CDATA_SECTION_NODE, Node.ENTITY_REFERENCE_NODE)


class DocumentFragment(Node):
    """Nodes without a parent."""

    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = "#document-fragment"
    _allowed = _CONTENT

    def __init__(self):
        self.childNodes = NodeList()


class Attr(Node):
    """An attribute."""

    nodeType = Node.ATTRIBUTE_NODE
    ownerElement = None
    specified = False

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        self.nodeName = self.name = qName
        self.namespaceURI = namespaceURI
        self._local = localName
        self.prefix = prefix if prefix is not None or ":" not in qName else qName.split(":")[0]
        self.childNodes = NodeList()
        self._value = ""

    @property
    def localName(self):
        return self._local or self.nodeName.split(":", 1)[-1]

    @property
    def value(self):
        """The value."""
        return self._value

    @value.setter
    def value(self, text):
        self._value = text

    nodeValue = value


class NamedNodeMap:
    """The attributes of an element."""

    def __init__(self, attrs, ownerElement):
        self._attrs, self._owner = attrs, ownerElement

    @property
    def length(self):
        """The number of attributes."""
        return len(self._attrs)

    def item(self, index):
        """The attribute at a place, or None."""
        nodes = list(self._attrs.values())
        return nodes[index] if 0 <= index < len(nodes) else None

    def items(self):
        """Names and values."""
        return [(a.nodeName, a.value) for a in self._attrs.values()]

    def itemsNS(self):
        """Namespaces with names, and values."""
        return [((a.namespaceURI, a.localName), a.value) for a in self._attrs.values()]

    def keys(self):
        """Names."""
        return self._attrs.keys()

    def values(self):
        """The attributes."""
        return self._attrs.values()

    def get(self, name, value=None):
        """An attribute, or a default."""
        return self._attrs.get(name, value)

    def __contains__(self, key):
        return key in self._attrs

    def __len__(self):
        return len(self._attrs)

    def __getitem__(self, name):
        if isinstance(name, tuple):
            for a in self._attrs.values():
                if (a.namespaceURI, a.localName) == name:
                    return a
            raise KeyError(name)
        return self._attrs[name]

    def __setitem__(self, name, value):
        if isinstance(value, Attr):
            self._owner.setAttributeNode(value)
        elif isinstance(value, str):
            self._owner.setAttribute(name, value)
        else:
            raise TypeError("value must be a string or Attr object")

    def __delitem__(self, name):
        del self._attrs[name]

    def getNamedItem(self, name):
        """An attribute, or None."""
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        """An attribute in a namespace, or None."""
        try:
            return self[namespaceURI, localName]
        except KeyError:
            return None

    def keysNS(self):
        """Namespaces with names."""
        return {(a.namespaceURI, a.localName): a for a in self._attrs.values()}.keys()

    def removeNamedItemNS(self, namespaceURI, localName):
        """Take an attribute in a namespace away."""
        found = self.getNamedItemNS(namespaceURI, localName)
        if found is None:
            raise xml.dom.NotFoundErr()
        del self._attrs[found.name]
        found.ownerElement = None
        return found

    def setNamedItemNS(self, node):
        """Set an attribute in a namespace."""
        return self._owner.setAttributeNodeNS(node)

    def removeNamedItem(self, name):
        """Take an attribute away."""
        if name not in self._attrs:
            raise xml.dom.NotFoundErr()
        return self._attrs.pop(name)

    def setNamedItem(self, node):
        """Set an attribute."""
        return self._owner.setAttributeNode(node)


class Element(Node):
    """An element."""

    nodeType = Node.ELEMENT_NODE
    _allowed = _CONTENT

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        self.tagName = self.nodeName = tagName
        self.prefix = prefix
        self.namespaceURI = namespaceURI
        self._local = localName
        self.childNodes = NodeList()
        self._attrs = {}

    def __repr__(self):
        return "<DOM Element: %s at %#x>" % (self.tagName, id(self))

    @property
    def localName(self):
        return self._local or self.tagName.split(":", 1)[-1]

    @property
    def attributes(self):
        """The attributes."""
        return NamedNodeMap(self._attrs, self)

    def getAttribute(self, attname):
        """An attribute's value, "" if it is not there."""
        return self._attrs[attname].value if attname in self._attrs else ""

    def _find(self, uri, name):
        for a in self._attrs.values():
            if a.namespaceURI == uri and a.localName == name:
                return a
        return None

    def getAttributeNS(self, namespaceURI, localName):
        """The value of an attribute in a namespace."""
        found = self._find(namespaceURI, localName)
        return found.value if found else ""

    def setAttribute(self, attname, value):
        """Set an attribute."""
        attr = self._attrs.get(attname)
        if attr is None:
            attr = Attr(attname)
            attr.value = value
            attr.ownerDocument = self.ownerDocument
            self.setAttributeNode(attr)
        else:
            attr.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        """Set an attribute in a namespace."""
        prefix, _, local = qualifiedName.rpartition(":")
        attr = self._find(namespaceURI, local)
        if attr is None:
            attr = Attr(qualifiedName, namespaceURI, local, prefix or None)
            attr.ownerDocument = self.ownerDocument
        attr.value = value
        self.setAttributeNode(attr)

    def getAttributeNode(self, attrname):
        """An attribute as a node, or None."""
        return self._attrs.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        """An attribute in a namespace as a node, or None."""
        return self._find(namespaceURI, localName)

    def setAttributeNode(self, attr):
        """Set an attribute by its node."""
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr("attribute node already owned")
        old = self._attrs.get(attr.name)
        self._attrs[attr.name] = attr
        attr.ownerElement = self
        return old if old is not attr else None

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        """Take an attribute away."""
        if name not in self._attrs:
            raise xml.dom.NotFoundErr()
        self._attrs.pop(name).ownerElement = None

    def removeAttributeNS(self, namespaceURI, localName):
        """Take an attribute in a namespace away."""
        found = self._find(namespaceURI, localName)
        if found is None:
            raise xml.dom.NotFoundErr()
        del self._attrs[found.name]

    def removeAttributeNode(self, node):
        """Take an attribute away by its node."""
        if node is None or self._attrs.get(node.name) is not node:
            raise xml.dom.NotFoundErr()
        del self._attrs[node.name]
        node.ownerElement = None
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        """Whether there is an attribute."""
        return name in self._attrs

    def hasAttributeNS(self, namespaceURI, localName):
        """Whether there is an attribute in a namespace."""
        return self._find(namespaceURI, localName) is not None

    def hasAttributes(self):
        """Whether there are attributes."""
        return bool(self._attrs)

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write the element."""
        writer.write(indent + "<" + self.tagName)
        for name, attr in self._attrs.items():
            writer.write(' %s="%s"' % (name, _escape(attr.value, True)))
        if not self.childNodes:
            writer.write("/>%s" % newl)
            return
        writer.write(">")
        if len(self.childNodes) == 1 and self.childNodes[0].nodeType in (
                Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
            self.childNodes[0].writexml(writer, "", "", "")
        else:
            writer.write(newl)
            for node in self.childNodes:
                node.writexml(writer, indent + addindent, addindent, newl)
            writer.write(indent)
        writer.write("</%s>%s" % (self.tagName, newl))


class ProcessingInstruction(Node):
    """A processing instruction."""

    nodeType = Node.PROCESSING_INSTRUCTION_NODE
    childNodes = ()

    def __init__(self, target, data):
        self.target = self.nodeName = target
        self.data = self.nodeValue = data

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write the instruction."""
        writer.write("%s<?%s %s?>%s" % (indent, self.target, self.data, newl))


class CharacterData(Node):
    """Text of some kind."""

    childNodes = ()

    def __init__(self):
        self.data = ""

    @property
    def nodeValue(self):
        """The text."""
        return self.data

    @nodeValue.setter
    def nodeValue(self, data):
        self.data = data

    @property
    def length(self):
        """How long the text is."""
        return len(self.data)

    __len__ = length.fget

    def __repr__(self):
        data = self.data
        return '<DOM %s node "%r%s">' % (self.__class__.__name__, data[0:10],
                                         "..." if len(data) > 10 else "")

    def _check(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr("offset cannot be negative")
        if offset > len(self.data):
            raise xml.dom.IndexSizeErr("offset cannot be beyond end of data")
        if count < 0:
            raise xml.dom.IndexSizeErr("count cannot be negative")

    def substringData(self, offset, count):
        """A part of the text."""
        self._check(offset, count)
        return self.data[offset:offset + count]

    def appendData(self, arg):
        """Add text at the end."""
        self.data += arg

    def insertData(self, offset, arg):
        """Add text at a place."""
        self._check(offset)
        self.data = self.data[:offset] + arg + self.data[offset:]

    def deleteData(self, offset, count):
        """Take a part away."""
        self._check(offset, count)
        self.data = self.data[:offset] + self.data[offset + count:]

    def replaceData(self, offset, count, arg):
        """Other text for a part."""
        self._check(offset, count)
        self.data = self.data[:offset] + arg + self.data[offset + count:]


class Text(CharacterData):
    """Text."""

    nodeType = Node.TEXT_NODE
    nodeName = "#text"

    def splitText(self, offset):
        """Cut in two; returns the second part."""
        self._check(offset)
        new = self.__class__()
        new.data, self.data = self.data[offset:], self.data[:offset]
        new.ownerDocument = self.ownerDocument
        if self.parentNode is not None:
            self.parentNode.insertBefore(new, self.nextSibling)
        return new

    @property
    def wholeText(self):
        """The text with that of the texts beside it."""
        parts = [self.data]
        node = self.previousSibling
        while node is not None and node.nodeType in (3, 4):
            parts.insert(0, node.data)
            node = node.previousSibling
        node = self.nextSibling
        while node is not None and node.nodeType in (3, 4):
            parts.append(node.data)
            node = node.nextSibling
        return "".join(parts)

    @property
    def isWhitespaceInElementContent(self):
        """Whether the document's type says that the text is only layout: types are not read."""
        return False

    def replaceWholeText(self, content):
        """Put a text in the place of this and the texts beside it; None for an empty one."""
        for step in "previousSibling", "nextSibling":
            node = getattr(self, step)
            while node is not None and node.nodeType in (3, 4):
                following = getattr(node, step)
                self.parentNode.removeChild(node)
                node = following
        if not content:
            self.parentNode.removeChild(self)
            return None
        self.data = content
        return self

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write the text."""
        writer.write(indent + _escape(self.data, False) + newl)


class Comment(CharacterData):
    """A comment."""

    nodeType = Node.COMMENT_NODE
    nodeName = "#comment"

    def __init__(self, data):
        self.data = data

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write the comment."""
        if "--" in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write("%s<!--%s-->%s" % (indent, self.data, newl))


class CDATASection(Text):
    """Text in a CDATA section."""

    nodeType = Node.CDATA_SECTION_NODE
    nodeName = "#cdata-section"

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write the section."""
        if "]]>" in self.data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write("<![CDATA[%s]]>" % self.data)


class DocumentType(Node):
    """The document type."""

    nodeType = Node.DOCUMENT_TYPE_NODE
    childNodes = ()
    publicId = systemId = internalSubset = None

    def __init__(self, qualifiedName):
        self.name = self.nodeName = qualifiedName

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write the type."""
        writer.write("<!DOCTYPE " + (self.name or ""))
        if self.publicId:
            writer.write("%s  PUBLIC '%s'%s  '%s'" % (newl, self.publicId, newl, self.systemId))
        elif self.systemId:
            writer.write("%s  SYSTEM '%s'" % (newl, self.systemId))
        if self.internalSubset is not None:
            writer.write(" [" + self.internalSubset + "]")
        writer.write(">" + newl)


class DOMImplementation:
    """Makes documents."""

    _features = [("core", "1.0"), ("core", "2.0"), ("core", None), ("xml", "1.0"),
                 ("xml", "2.0"), ("xml", None), ("ls-load", "3.0"), ("ls-load", None)]

    def getInterface(self, feature):
        """The implementation itself, if it has a feature."""
        return self if self.hasFeature(feature, None) else None

    def hasFeature(self, feature, version):
        """Whether a feature is there."""
        return (feature.lower(), version or None) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        """A new document with its outermost element."""
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr("doctype object owned by another DOM tree")
        doc = Document()
        if qualifiedName:
            if doctype:
                doc.appendChild(doctype)
            doc.appendChild(doc.createElementNS(namespaceURI, qualifiedName))
        doc.doctype = doctype
        return doc

    def createDocumentType(self, qualifiedName, publicId, systemId):
        """A new document type."""
        doctype = DocumentType(qualifiedName)
        doctype.publicId, doctype.systemId = publicId, systemId
        return doctype


class Document(Node):
    """A document."""

    nodeType = Node.DOCUMENT_NODE
    nodeName = "#document"
    implementation = DOMImplementation()
    doctype = None
    encoding = version = standalone = documentURI = None
    _allowed = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE,
                Node.DOCUMENT_TYPE_NODE)

    def __init__(self):
        self.childNodes = NodeList()

    def appendChild(self, node):
        if (node.nodeType == Node.ELEMENT_NODE and self.documentElement is not None
                and self.documentElement is not node):
            raise xml.dom.HierarchyRequestErr("two document elements disallowed")
        return Node.appendChild(self, node)

    @property
    def documentElement(self):
        """The outermost element, or None."""
        for node in self.childNodes:
            if node.nodeType == Node.ELEMENT_NODE:
                return node
        return None

    def _own(self, node):
        node.ownerDocument = self
        return node

    def createElement(self, tagName):
        """A new element."""
        return self._own(Element(tagName))

    def createElementNS(self, namespaceURI, qualifiedName):
        """A new element in a namespace."""
        prefix, _, local = qualifiedName.rpartition(":")
        return self._own(Element(qualifiedName, namespaceURI, prefix or None, local))

    def createTextNode(self, data):
        """A new text."""
        if not isinstance(data, str):
            raise TypeError("node contents must be a string")
        node = Text()
        node.data = data
        return self._own(node)

    def createCDATASection(self, data):
        """A new CDATA section."""
        if not isinstance(data, str):
            raise TypeError("node contents must be a string")
        node = CDATASection()
        node.data = data
        return self._own(node)

    def createComment(self, data):
        """A new comment."""
        return self._own(Comment(data))

    def createProcessingInstruction(self, target, data):
        """A new processing instruction."""
        return self._own(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        """A new attribute."""
        return self._own(Attr(qName))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        """A new attribute in a namespace."""
        prefix, _, local = qualifiedName.rpartition(":")
        return self._own(Attr(qualifiedName, namespaceURI, local, prefix or None))

    def createDocumentFragment(self):
        """A new fragment."""
        return self._own(DocumentFragment())

    def getElementById(self, id):
        """The element with an attribute declared as ID: without a document type, None."""
        return None

    def importNode(self, node, deep):
        """A copy of a node of another document."""
        if node.nodeType in (Node.DOCUMENT_NODE, Node.DOCUMENT_TYPE_NODE):
            raise xml.dom.NotSupportedErr("cannot import document nodes" if node.nodeType == 9
                                          else "cannot import document type nodes")
        return _clone(node, deep, self)

    def writexml(self, writer, indent="", addindent="", newl="", encoding=None, standalone=None):
        """Write the document."""
        parts = []
        if encoding:
            parts.append(f'encoding="{encoding}"')
        if standalone is not None:
            parts.append('standalone="%s"' % ("yes" if standalone else "no"))
        if parts:
            writer.write('<?xml version="1.0" ' + " ".join(parts) + "?>" + newl)
        else:
            writer.write('<?xml version="1.0" ?>' + newl)
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)


def _clone(node, deep, owner):
    """A copy of a node for a document."""
    kind = node.nodeType
    if kind == Node.ELEMENT_NODE:
        new = owner.createElementNS(node.namespaceURI, node.nodeName)
        for attr in node._attrs.values():
            copy = Attr(attr.name, attr.namespaceURI, attr._local, attr.prefix)
            copy.value = attr.value
            copy.ownerDocument = owner
            copy.specified = attr.specified
            new.setAttributeNode(copy)
    elif kind == Node.TEXT_NODE:
        return owner.createTextNode(node.data)
    elif kind == Node.CDATA_SECTION_NODE:
        return owner.createCDATASection(node.data)
    elif kind == Node.COMMENT_NODE:
        return owner.createComment(node.data)
    elif kind == Node.PROCESSING_INSTRUCTION_NODE:
        return owner.createProcessingInstruction(node.target, node.data)
    elif kind == Node.ATTRIBUTE_NODE:
        new = owner.createAttributeNS(node.namespaceURI, node.nodeName)
        new.value = node.value
        return new
    elif kind == Node.DOCUMENT_FRAGMENT_NODE:
        new = owner.createDocumentFragment()
    elif kind == Node.DOCUMENT_NODE:
        new = owner = Document()
    elif kind == Node.DOCUMENT_TYPE_NODE:
        new = DocumentType(node.name)
        new.publicId, new.systemId = node.publicId, node.systemId
        return new
    else:
        raise xml.dom.NotSupportedErr("cannot clone this node")
    if deep or kind == Node.DOCUMENT_NODE and deep:
        for child in node.childNodes:
            new.appendChild(_clone(child, True, owner))
    node._tell(xml.dom.UserDataHandler.NODE_CLONED, new)
    return new


def parse(file, parser=None, bufsize=None):
    """The document of a file, by name or object."""
    if parser is not None:
        raise NotImplementedError("minidom.parse with a parser of one's own (pulldom)")
    from .expatbuilder import Builder
    builder = Builder()
    if isinstance(file, (str, bytes)) or hasattr(file, "__fspath__"):
        with open(file, "rb") as f:
            builder.parser.Parse(f.read(), True)
    else:
        builder.parser.Parse(file.read(), True)
    return builder.document


def parseString(string, parser=None):
    """The document of a text."""
    if parser is not None:
        raise NotImplementedError("minidom.parseString with a parser of one's own (pulldom)")
    from .expatbuilder import Builder
    builder = Builder()
    builder.parser.Parse(string, True)
    return builder.document


def getDOMImplementation(features=None):
    """The implementation."""
    return Document.implementation
