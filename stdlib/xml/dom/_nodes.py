"""Nodes of minidom: what all of them can, and lists of them."""

import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE


class NodeList(list):
    """A list of nodes."""

    __module__ = "xml.dom.minicompat"

    def item(self, index):
        """The node at a place, or None."""
        return self[index] if 0 <= index < len(self) else None

    @property
    def length(self):
        """The number of nodes."""
        return len(self)


class Node(xml.dom.Node):
    """A node."""

    __module__ = "xml.dom.minidom"

    namespaceURI = None
    parentNode = None
    ownerDocument = None
    nextSibling = None
    previousSibling = None
    prefix = EMPTY_NAMESPACE
    nodeValue = None
    attributes = None
    _allowed = ()

    def __bool__(self):
        return True

    @property
    def firstChild(self):
        """The first child, or None."""
        return self.childNodes[0] if self.childNodes else None

    @property
    def lastChild(self):
        """The last child, or None."""
        return self.childNodes[-1] if self.childNodes else None

    @property
    def localName(self):
        """The name without its prefix."""
        return None

    def toxml(self, encoding=None, standalone=None):
        """The node as text, or as bytes in an encoding."""
        return self.toprettyxml("", "", encoding, standalone)

    def toprettyxml(self, indent="\t", newl="\n", encoding=None, standalone=None):
        """The node as text laid out in lines."""
        writer = io.StringIO()
        if self.nodeType == Node.DOCUMENT_NODE:
            self.writexml(writer, "", indent, newl, encoding, standalone)
        else:
            self.writexml(writer, "", indent, newl)
        text = writer.getvalue()
        return text if encoding is None else text.encode(encoding, "xmlcharrefreplace")

    def hasChildNodes(self):
        """Whether there are children."""
        return bool(self.childNodes)

    def _relink(self):
        """Set who stands beside whom."""
        before = None
        for child in self.childNodes:
            child.previousSibling, child.nextSibling = before, None
            if before is not None:
                before.nextSibling = child
            before = child

    def _accept(self, node):
        if node.nodeType not in self._allowed:
            raise xml.dom.HierarchyRequestErr(f"{node!r} cannot be child of {self!r}")

    def insertBefore(self, newChild, refChild):
        """Put a node before a child."""
        if newChild.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(newChild.childNodes):
                self.insertBefore(child, refChild)
            return newChild
        self._accept(newChild)
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        if refChild is None:
            return self.appendChild(newChild)
        try:
            index = self.childNodes.index(refChild)
        except ValueError:
            raise xml.dom.NotFoundErr() from None
        self.childNodes.insert(index, newChild)
        newChild.parentNode = self
        self._relink()
        return newChild

    def appendChild(self, node):
        """Add a child at the end."""
        if node.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(node.childNodes):
                self.appendChild(child)
            return node
        self._accept(node)
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        last = self.childNodes[-1] if self.childNodes else None
        node.previousSibling, node.nextSibling = last, None
        if last is not None:
            last.nextSibling = node
        self.childNodes.append(node)
        node.parentNode = self
        return node

    def replaceChild(self, newChild, oldChild):
        """Put a node in the place of a child."""
        if newChild is oldChild:
            return None
        self._accept(newChild)
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        try:
            index = self.childNodes.index(oldChild)
        except ValueError:
            raise xml.dom.NotFoundErr() from None
        self.childNodes[index] = newChild
        newChild.parentNode, oldChild.parentNode = self, None
        oldChild.nextSibling = oldChild.previousSibling = None
        self._relink()
        return oldChild

    def removeChild(self, oldChild):
        """Take a child away."""
        try:
            self.childNodes.remove(oldChild)
        except ValueError:
            raise xml.dom.NotFoundErr() from None
        if oldChild.previousSibling is not None:
            oldChild.previousSibling.nextSibling = oldChild.nextSibling
        if oldChild.nextSibling is not None:
            oldChild.nextSibling.previousSibling = oldChild.previousSibling
        oldChild.nextSibling = oldChild.previousSibling = oldChild.parentNode = None
        return oldChild

    def normalize(self):
        """Join texts that stand beside each other."""
        kept = []
        for child in self.childNodes:
            if child.nodeType == Node.TEXT_NODE:
                if not child.data:
                    child.parentNode = None
                    continue
                if kept and kept[-1].nodeType == Node.TEXT_NODE:
                    kept[-1].data += child.data
                    child.parentNode = None
                    continue
            kept.append(child)
            if child.nodeType == Node.ELEMENT_NODE:
                child.normalize()
        self.childNodes[:] = kept
        self._relink()

    def cloneNode(self, deep):
        """A copy, with everything below if `deep`."""
        from .minidom import _clone
        return _clone(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        """Whether a feature is there."""
        from .minidom import getDOMImplementation
        return getDOMImplementation().hasFeature(feature, version)

    def getInterface(self, feature):
        """The node itself, if it has a feature."""
        return self if self.isSupported(feature, None) else None

    def setUserData(self, key, data, handler):
        """Keep something with the node; returns what was kept under the key. None takes it away."""
        kept = self.__dict__.setdefault("_user_data", {})
        old = kept.get(key, (None,))[0]
        if data is None:
            kept.pop(key, None)
        else:
            kept[key] = data, handler
        return old

    def getUserData(self, key):
        """What is kept with the node under a key, or None."""
        return self.__dict__.get("_user_data", {}).get(key, (None,))[0]

    def _tell(self, operation, copy):
        """Tell the handlers of what is kept that the node was copied, or the like."""
        for key, (data, handler) in list(self.__dict__.get("_user_data", {}).items()):
            if handler is not None:
                handler.handle(operation, key, data, self, copy)

    def isSameNode(self, other):
        """Whether it is this very node."""
        return self is other

    def unlink(self):
        """Take the tree apart."""
        self.parentNode = self.ownerDocument = None
        for child in list(self.childNodes or ()):
            child.unlink()
        if self.childNodes:
            self.childNodes = NodeList()
        self.previousSibling = self.nextSibling = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.unlink()

    def _below(self, test, found):
        for node in self.childNodes:
            if node.nodeType == Node.ELEMENT_NODE:
                if test(node):
                    found.append(node)
                node._below(test, found)
        return found

    def getElementsByTagName(self, name):
        """All elements below with a name ("*" for any)."""
        return self._below(lambda n: name == "*" or n.tagName == name, NodeList())

    def getElementsByTagNameNS(self, namespaceURI, localName):
        """All elements below with a local name in a namespace."""
        return self._below(
            lambda n: localName in ("*", n.localName) and namespaceURI in ("*", n.namespaceURI),
            NodeList())
