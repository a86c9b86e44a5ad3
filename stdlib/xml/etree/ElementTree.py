"""Trees of elements: reading, changing, searching and writing XML."""

__all__ = [
    "Comment", "dump", "Element", "ElementTree", "canonicalize", "fromstring", "fromstringlist",
    "indent", "iselement", "iterparse", "parse", "ParseError", "PI", "ProcessingInstruction",
    "QName", "SubElement", "tostring", "tostringlist", "TreeBuilder", "VERSION", "XML", "XMLID",
    "XMLParser", "XMLPullParser", "register_namespace", "C14NWriterTarget"]

VERSION = "1.3.0"

import io
import sys

from . import ElementPath


class ParseError(SyntaxError):
    """The text is not well-formed; `code` and `position` say how and where."""

    def __str__(self):
        return str(self.args[0]) if self.args else ""


class Element:
    """An element: tag, attributes, text, children, and the text after it (tail)."""

    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError("Element() argument 2 must be dict, not %s" % type(attrib).__name__)
        self.tag = tag
        self.attrib = {**attrib, **extra}
        self.text = None
        self.tail = None
        self._children = []

    def __repr__(self):
        return "<%s %r at %#x>" % (self.__class__.__name__, self.tag, id(self))

    def makeelement(self, tag, attrib, /):
        """A new element of the same class."""
        return self.__class__(tag, attrib)

    def __copy__(self):
        new = self.makeelement(self.tag, self.attrib)
        new.text, new.tail = self.text, self.tail
        new._children = self._children[:]
        return new

    def __deepcopy__(self, memo):
        import copy
        new = self.makeelement(self.tag, copy.deepcopy(self.attrib, memo))
        new.text, new.tail = self.text, self.tail
        new._children = [copy.deepcopy(child, memo) for child in self._children]
        return new

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn(
            "Testing an element's truth value will always return True in future versions.  "
            "Use specific 'len(elem)' or 'elem is not None' test instead.",
            DeprecationWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        return _at(self._children, index, "child index out of range")

    def __setitem__(self, index, element):
        if isinstance(index, slice):
            for e in element:
                _check(e)
        else:
            _check(element)
        try:
            self._children[index] = element
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def __delitem__(self, index):
        try:
            del self._children[index]
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def append(self, subelement, /):
        """Add a child at the end."""
        _check(subelement)
        self._children.append(subelement)

    def extend(self, elements, /):
        """Add children at the end."""
        for element in elements:
            _check(element)
            self._children.append(element)

    def insert(self, index, subelement, /):
        """Add a child at a place."""
        _check(subelement, "insert() argument 2")
        self._children.insert(index, subelement)

    def remove(self, subelement, /):
        """Take a child away."""
        for i, child in enumerate(self._children):
            if child is subelement or child == subelement:
                del self._children[i]
                return
        raise ValueError("list.remove(x): x not in list")

    def find(self, path, namespaces=None):
        """The first element at a path, or None."""
        return ElementPath.find(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """The text of the first element at a path."""
        return ElementPath.findtext(self, path, default, namespaces)

    def findall(self, path, namespaces=None):
        """A list of the elements at a path."""
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        """The elements at a path."""
        return ElementPath.iterfind(self, path, namespaces)

    def clear(self):
        """Without children, attributes and texts."""
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        """An attribute."""
        return self.attrib.get(key, default)

    def set(self, key, value, /):
        """Set an attribute."""
        self.attrib[key] = value

    def keys(self):
        """Names of the attributes."""
        return self.attrib.keys()

    def items(self):
        """Names and values of the attributes."""
        return self.attrib.items()

    def iter(self, tag=None):
        """This element and all below, of a tag if one is given."""
        if tag == "*":
            tag = None
        stack = [self]
        while stack:
            e = stack.pop()
            if tag is None or e.tag == tag:
                yield e
            stack.extend(reversed(e._children))

    def itertext(self):
        """The texts of this element and all below, in order."""
        stack = [(self, False)]
        while stack:
            e, is_text = stack.pop()
            if is_text:
                yield e
                continue
            for child in reversed(e._children):
                if child.tail:
                    stack.append((child.tail, True))
                stack.append((child, False))
            if e.text:
                yield e.text

    def __getstate__(self):
        return {"tag": self.tag, "_children": self._children[:], "attrib": self.attrib,
                "text": self.text, "tail": self.tail}

    def __setstate__(self, state):
        self.__dict__.update(state)


def _at(children, index, message):
    try:
        return children[index]
    except IndexError:
        raise IndexError(message) from None


def _check(e, call="append() argument 1"):
    if not isinstance(e, Element):
        raise TypeError("%s must be xml.etree.ElementTree.Element, not %s" % (
            call, type(e).__name__))


def SubElement(parent, tag, attrib={}, **extra):
    """A new element as the last child of another."""
    attrib = {**attrib, **extra}
    element = parent.makeelement(tag, attrib)
    parent.append(element)
    return element


def Comment(text=None):
    """A comment."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """A processing instruction."""
    element = Element(ProcessingInstruction)
    element.text = target + " " + text if text else target
    return element


PI = ProcessingInstruction


class QName:
    """A name with its namespace."""

    def __init__(self, text_or_uri, tag=None):
        self.text = "{%s}%s" % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return "<%s %r>" % (self.__class__.__name__, self.text)

    def __hash__(self):
        return hash(self.text)

    def _other(self, other):
        return other.text if isinstance(other, QName) else other

    def __le__(self, other):
        return self.text <= self._other(other)

    def __lt__(self, other):
        return self.text < self._other(other)

    def __ge__(self, other):
        return self.text >= self._other(other)

    def __gt__(self, other):
        return self.text > self._other(other)

    def __eq__(self, other):
        return self.text == self._other(other)


def iselement(element):
    """Whether something looks like an element."""
    return hasattr(element, "tag")


class ElementTree:
    """A whole document."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        """The outermost element."""
        return self._root

    def _setroot(self, element):
        """Replace the outermost element."""
        self._root = element

    def parse(self, source, parser=None):
        """Read a file."""
        opened = not hasattr(source, "read")
        if opened:
            source = open(source, "rb")
        try:
            if parser is None:
                parser = XMLParser()
            while data := source.read(65536):
                parser.feed(data)
            self._root = parser.close()
            return self._root
        finally:
            if opened:
                source.close()

    def iter(self, tag=None):
        """All elements."""
        return self._root.iter(tag)

    def _path(self, path):
        if path[:1] == "/":
            path = "." + path
            import warnings
            warnings.warn(
                "This search is broken in 1.3 and earlier, and will be fixed in a future version.  "
                "If you rely on the current behaviour, change it to %r" % path,
                FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        """The first element at a path, or None."""
        return self._root.find(self._path(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """The text of the first element at a path."""
        return self._root.findtext(self._path(path), default, namespaces)

    def findall(self, path, namespaces=None):
        """A list of the elements at a path."""
        return self._root.findall(self._path(path), namespaces)

    def iterfind(self, path, namespaces=None):
        """The elements at a path."""
        return self._root.iterfind(self._path(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None,
              method=None, *, short_empty_elements=True):
        """Write a file."""
        method = method or "xml"
        if method not in ("xml", "html", "text", "c14n"):
            raise ValueError("unknown method %r" % method)
        if not encoding:
            encoding = "utf-8" if method == "c14n" else "us-ascii"
        if method == "c14n":
            text = canonicalize(tostring(self._root, "unicode"))
            declared = "utf-8"
        else:
            declared = encoding
            if encoding.lower() == "unicode":
                declared = "utf-8"
                if xml_declaration:
                    import locale
                    declared = locale.getpreferredencoding() if hasattr(
                        locale, "getpreferredencoding") else "UTF-8"
            head = ""
            if method == "xml" and (xml_declaration or (
                    xml_declaration is None and encoding.lower() not in (
                        "utf-8", "us-ascii", "unicode"))):
                head = "<?xml version='1.0' encoding='%s'?>\n" % declared
            text = head + _serialize(self._root, method, default_namespace, short_empty_elements)
        if hasattr(file_or_filename, "write"):
            write = file_or_filename.write
            if encoding.lower() == "unicode":
                write(text)
            else:
                data = text.encode(encoding, "xmlcharrefreplace")
                try:
                    write(data)
                except TypeError:
                    raise TypeError("write() argument must be str, not bytes") from None
        elif encoding.lower() == "unicode":
            with open(file_or_filename, "w", encoding="utf-8",
                      errors="xmlcharrefreplace") as f:
                f.write(text)
        else:
            with open(file_or_filename, "wb") as f:
                f.write(text.encode(encoding, "xmlcharrefreplace"))

    def write_c14n(self, file):
        """Write in canonical form."""
        return self.write(file, method="c14n")


_VOID = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input",
         "isindex", "link", "meta", "param", "source", "track", "wbr"}

_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}


def register_namespace(prefix, uri):
    """The prefix to write for a namespace."""
    import re
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for known_uri, known in list(_namespace_map.items()):
        if known_uri == uri or known == prefix:
            del _namespace_map[known_uri]
    _namespace_map[uri] = prefix


register_namespace._namespace_map = _namespace_map


def _wrong(text):
    raise TypeError("cannot serialize %r (type %s)" % (text, type(text).__name__))


def _names(root, default):
    """The written form of each name, and the namespaces to declare."""
    names, spaces = {None: None}, {}
    if default:
        spaces[default] = ""

    def add(name):
        if name[:1] == "{":
            uri, tag = name[1:].rsplit("}", 1)
            prefix = spaces.get(uri)
            if prefix is None:
                prefix = _namespace_map.get(uri)
                if prefix is None:
                    prefix = "ns%d" % len(spaces)
                if prefix != "xml":
                    spaces[uri] = prefix
            names[name] = "%s:%s" % (prefix, tag) if prefix else tag
        else:
            if default:
                raise ValueError("cannot use non-qualified names with default_namespace option")
            names[name] = name

    for e in root.iter():
        tag = e.tag
        if isinstance(tag, QName):
            tag = tag.text
        if isinstance(tag, str):
            if tag not in names:
                add(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _wrong(tag)
        for key, value in e.attrib.items():
            key = key.text if isinstance(key, QName) else key
            if key not in names:
                if not isinstance(key, str):
                    _wrong(key)
                add(key)
            if isinstance(value, QName) and value.text not in names:
                add(value.text)
        if isinstance(e.text, QName) and e.text.text not in names:
            add(e.text.text)
    return names, spaces


def _escape(text):
    if not isinstance(text, str):
        _wrong(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _escape_attrib(text):
    text = _escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    if "\n" in text:
        text = text.replace("\n", "&#10;")
    if "\t" in text:
        text = text.replace("\t", "&#09;")
    return text


def _escape_attrib_html(text):
    if not isinstance(text, str):
        _wrong(text)
    return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")


def _serialize(root, method, default, short):
    """A tree as text."""
    if method == "text":
        return "".join(root.itertext()) + (root.tail or "")
    names, spaces = _names(root, default)
    html = method == "html"
    escape_attrib = _escape_attrib_html if html else _escape_attrib
    out = []
    # Elements to write; a text stands for itself.
    stack = [root]
    first = True
    while stack:
        e = stack.pop()
        if isinstance(e, str):
            out.append(e)
            continue
        tag, text = e.tag, e.text
        tail = _escape(e.tail) if e.tail else ""
        if tag is Comment:
            out.append("<!--%s-->" % (_escape(text) if html else text))
        elif tag is PI:
            out.append("<?%s?>" % (_escape(text) if html else text))
        elif tag is None:
            if text:
                out.append(_escape(text))
            stack.append(tail)
            stack.extend(reversed(e._children))
            continue
        else:
            tag = names[tag.text if isinstance(tag, QName) else tag]
            out.append("<" + tag)
            for key, value in e.items():
                key = key.text if isinstance(key, QName) else key
                value = names[value.text] if isinstance(value, QName) else escape_attrib(value)
                out.append(' %s="%s"' % (names[key], value))
            if first:
                for uri, prefix in sorted(spaces.items(), key=lambda item: item[1]):
                    prefix = ":" + prefix if prefix else ""
                    out.append(' xmlns%s="%s"' % (prefix, escape_attrib(uri)))
                first = False
            if html or text or len(e._children) or not short:
                out.append(">")
                if text:
                    if isinstance(text, QName):
                        out.append(names[text.text])
                    elif html and tag.lower() in ("script", "style"):
                        out.append(text)
                    else:
                        out.append(_escape(text))
                stack.append(tail)
                if not html or tag.lower() not in _VOID:
                    stack.append("</%s>" % tag)
                stack.extend(reversed(e._children))
                continue
            out.append(" />")
        out.append(tail)
        first = False
    return "".join(out)


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    """An element as bytes, or as str for the encoding "unicode"."""
    stream = io.StringIO() if encoding and encoding.lower() == "unicode" else io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration, default_namespace, method,
                               short_empty_elements=short_empty_elements)
    return stream.getvalue()


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None,
                 default_namespace=None, short_empty_elements=True):
    """An element as a list of bytes or texts."""
    return [tostring(element, encoding, method, xml_declaration=xml_declaration,
                     default_namespace=default_namespace,
                     short_empty_elements=short_empty_elements)]


def dump(elem):
    """Print an element."""
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout, encoding="unicode")
    tail = elem.getroot().tail
    if not tail or tail[-1] != "\n":
        sys.stdout.write("\n")


def indent(tree, space="  ", level=0):
    """Put white space in, so that the text of a tree is laid out in lines."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if not len(tree):
        return
    breaks = ["\n" + level * space]

    def inside(e, depth):
        if depth + 1 >= len(breaks):
            breaks.append(breaks[depth] + space)
        deeper = breaks[depth + 1]
        if not e.text or not e.text.strip():
            e.text = deeper
        for child in e:
            if len(child):
                inside(child, depth + 1)
            if not child.tail or not child.tail.strip():
                child.tail = deeper
        if not child.tail.strip():
            child.tail = breaks[depth]

    inside(tree, 0)


def parse(source, parser=None):
    """The tree of a file."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """Events of a file while it is being read."""
    pull = XMLPullParser(events=events, _parser=parser)
    opened = not hasattr(source, "read")
    if opened:
        source = open(source, "rb")
    return _IterParse(pull, source, opened)


class _IterParse:
    """What iterparse() returns."""

    def __init__(self, pull, source, opened):
        self._pull, self._source, self._opened = pull, source, opened
        self.root = None
        self._events = self._run()

    def _run(self):
        try:
            while True:
                yield from self._pull.read_events()
                data = self._source.read(16 * 1024)
                if not data:
                    break
                self._pull.feed(data)
            root = self._pull._close_and_return_root()
            yield from self._pull.read_events()
            self.root = root
        finally:
            if self._opened:
                self._source.close()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._events)

    def close(self):
        """Stop reading."""
        self._events.close()
        if self._opened:
            self._source.close()


class XMLPullParser:
    """A parser that is fed pieces and asked for events."""

    def __init__(self, events=None, *, _parser=None):
        from collections import deque
        self._events_queue = deque()
        self._parser = _parser or XMLParser(target=TreeBuilder())
        if events is None:
            events = ("end",)
        self._parser._setevents(self._events_queue, events)

    def feed(self, data):
        """Parse a piece."""
        if self._parser is None:
            raise ValueError("feed() called after end of stream")
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as exc:
                self._events_queue.append(exc)

    def _close_and_return_root(self):
        root = self._parser.close()
        self._parser = None
        return root

    def close(self):
        """End the document."""
        self._close_and_return_root()

    def read_events(self):
        """The events so far."""
        while self._events_queue:
            event = self._events_queue.popleft()
            if isinstance(event, Exception):
                raise event
            yield event

    def flush(self):
        """Parse what waits: nothing ever does."""
        if self._parser is None:
            raise ValueError("flush() called after end of stream")


def XML(text, parser=None):
    """The element of a text."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def XMLID(text, parser=None):
    """The element of a text, and a dict of elements by their id."""
    tree = XML(text, parser)
    return tree, {e.get("id"): e for e in tree.iter() if e.get("id")}


def fromstringlist(sequence, parser=None):
    """The element of several texts."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


class TreeBuilder:
    """Makes a tree out of calls of start(), data() and end()."""

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None,
                 insert_comments=False, insert_pis=False):
        self._data = []
        self._elem = []
        self._last = None
        self._root = None
        self._tail = None
        self._comment_factory = Comment if comment_factory is None else comment_factory
        self._pi_factory = ProcessingInstruction if pi_factory is None else pi_factory
        self.insert_comments, self.insert_pis = insert_comments, insert_pis
        self._factory = Element if element_factory is None else element_factory

    def close(self):
        """The outermost element."""
        if self._elem:
            raise AssertionError("missing end tags")
        if self._root is None:
            raise AssertionError("missing toplevel element")
        return self._root

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = "".join(self._data)
                if self._tail:
                    self._last.tail = (self._last.tail or "") + text
                else:
                    self._last.text = (self._last.text or "") + text
            self._data = []

    def data(self, data, /):
        """Text."""
        self._data.append(data)

    def start(self, tag, attrs, /):
        """An element begins."""
        self._flush()
        self._last = e = self._factory(tag, attrs)
        if self._elem:
            self._elem[-1].append(e)
        elif self._root is None:
            self._root = e
        self._elem.append(e)
        self._tail = 0
        return e

    def end(self, tag, /):
        """An element ends."""
        self._flush()
        self._last = self._elem.pop()
        self._tail = 1
        return self._last

    def comment(self, text, /):
        """A comment."""
        return self._single(self._comment_factory, self.insert_comments, text)

    def pi(self, target, text=None, /):
        """A processing instruction."""
        return self._single(self._pi_factory, self.insert_pis, target, text)

    def _single(self, factory, insert, *args):
        e = factory(*args)
        if insert:
            self._flush()
            self._last = e
            if self._elem:
                self._elem[-1].append(e)
            self._tail = 1
        return e


class XMLParser:
    """A parser that builds a tree, or calls a target."""

    def __init__(self, *, target=None, encoding=None):
        from xml.parsers import expat
        self._expat = expat
        self.parser = self._parser = parser = expat.ParserCreate(encoding, "}")
        self.target = self._target = TreeBuilder() if target is None else target
        self.entity = {}
        self._names = {}
        parser.buffer_text = True
        parser.ordered_attributes = True
        self.version = "Expat %d.%d.%d" % expat.version_info
        target = self.target
        if hasattr(target, "start"):
            parser.StartElementHandler = self._start
        if hasattr(target, "end"):
            parser.EndElementHandler = self._end
        if hasattr(target, "start_ns"):
            parser.StartNamespaceDeclHandler = lambda prefix, uri: target.start_ns(
                prefix or "", uri or "")
        if hasattr(target, "end_ns"):
            parser.EndNamespaceDeclHandler = lambda prefix: target.end_ns(prefix or "")
        if hasattr(target, "data"):
            parser.CharacterDataHandler = target.data
        if hasattr(target, "comment"):
            parser.CommentHandler = target.comment
        if hasattr(target, "pi"):
            parser.ProcessingInstructionHandler = target.pi
        if hasattr(target, "doctype"):
            parser.StartDoctypeDeclHandler = lambda name, system, public, inner: target.doctype(
                name, public, system)
        parser.SkippedEntityHandler = self._entity
        parser.ExternalEntityRefHandler = lambda context, *rest: self._entity(context) or 1

    def _setevents(self, queue, events):
        parser, target = self._parser, self.target
        add = queue.append
        for event in events:
            if event == "start":
                def start(tag, attrs):
                    add(("start", self._start(tag, attrs)))
                parser.StartElementHandler = start
            elif event == "end":
                def end(tag):
                    add(("end", self._end(tag)))
                parser.EndElementHandler = end
            elif event == "start-ns":
                def start_ns(prefix, uri):
                    if hasattr(target, "start_ns"):
                        add(("start-ns", target.start_ns(prefix or "", uri or "")))
                    else:
                        add(("start-ns", (prefix or "", uri or "")))
                parser.StartNamespaceDeclHandler = start_ns
            elif event == "end-ns":
                def end_ns(prefix):
                    value = target.end_ns(prefix or "") if hasattr(target, "end_ns") else None
                    add(("end-ns", value))
                parser.EndNamespaceDeclHandler = end_ns
            elif event == "comment":
                parser.CommentHandler = lambda text: add(("comment", target.comment(text)))
            elif event == "pi":
                parser.ProcessingInstructionHandler = lambda t, d: add(("pi", target.pi(t, d)))
            else:
                raise ValueError("unknown event %r" % event)

    def _fix(self, name):
        fixed = self._names.get(name)
        if fixed is None:
            fixed = self._names[name] = "{" + name if "}" in name else name
        return fixed

    def _start(self, tag, flat):
        fix = self._fix
        return self.target.start(fix(tag), {fix(flat[i]): flat[i + 1]
                                            for i in range(0, len(flat), 2)})

    def _end(self, tag):
        return self.target.end(self._fix(tag))

    def _entity(self, name, *_):
        if name in self.entity:
            if hasattr(self.target, "data"):
                self.target.data(self.entity[name])
            return
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        e = ParseError("undefined entity &%s;: line %d, column %d" % (name, line, column))
        e.code = 11
        e.position = e.lineno, e.offset = line, column
        raise e

    def _raise(self, value):
        e = ParseError(str(value))
        e.code = value.code
        e.position = value.lineno, value.offset
        e.lineno, e.offset = value.lineno, value.offset
        raise e from None

    def feed(self, data, /):
        """Parse a piece."""
        try:
            self._parser.Parse(data, False)
        except self._expat.ExpatError as v:
            self._raise(v)

    def close(self):
        """End the document; returns what the target's close() returns."""
        try:
            self._parser.Parse(b"", True)
        except self._expat.ExpatError as v:
            self._raise(v)
        close = getattr(self.target, "close", None)
        return close() if close else None

    def flush(self):
        """Parse what waits: nothing ever does."""


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """XML in canonical form (C14N 2.0)."""
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    buffer = io.StringIO() if out is None else None
    from ._c14n import C14NWriterTarget
    parser = XMLParser(target=C14NWriterTarget((out or buffer).write, **options))
    if xml_data is not None:
        parser.feed(xml_data)
        parser.close()
    else:
        parse(from_file, parser=parser)
    return buffer.getvalue() if buffer is not None else None


def __getattr__(name):
    if name == "C14NWriterTarget":
        from ._c14n import C14NWriterTarget
        return C14NWriterTarget
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
