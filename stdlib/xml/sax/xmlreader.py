"""Readers, sources, attributes."""

from . import handler
from ._exceptions import SAXNotRecognizedException, SAXNotSupportedException


class XMLReader:
    """A parser."""

    def __init__(self):
        self._cont_handler = handler.ContentHandler()
        self._dtd_handler = handler.DTDHandler()
        self._ent_handler = handler.EntityResolver()
        self._err_handler = handler.ErrorHandler()

    def parse(self, source):
        """Parse a source."""
        raise NotImplementedError("This method must be implemented!")

    def getContentHandler(self):
        """The handler of content."""
        return self._cont_handler

    def setContentHandler(self, handler):
        """Set the handler of content."""
        self._cont_handler = handler

    def getDTDHandler(self):
        """The handler of notations."""
        return self._dtd_handler

    def setDTDHandler(self, handler):
        """Set the handler of notations."""
        self._dtd_handler = handler

    def getEntityResolver(self):
        """The resolver of identifiers."""
        return self._ent_handler

    def setEntityResolver(self, resolver):
        """Set the resolver of identifiers."""
        self._ent_handler = resolver

    def getErrorHandler(self):
        """The handler of errors."""
        return self._err_handler

    def setErrorHandler(self, handler):
        """Set the handler of errors."""
        self._err_handler = handler

    def setLocale(self, locale):
        """Set the language of messages: there is but one."""
        raise SAXNotSupportedException("Locale support not implemented")

    def getFeature(self, name):
        """Whether a feature is on."""
        raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def setFeature(self, name, state):
        """Turn a feature on or off."""
        raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def getProperty(self, name):
        """A property."""
        raise SAXNotRecognizedException("Property '%s' not recognized" % name)

    def setProperty(self, name, value):
        """Set a property."""
        raise SAXNotRecognizedException("Property '%s' not recognized" % name)


class IncrementalParser(XMLReader):
    """A parser that may be fed: derive from it, and define feed(), close() and reset()."""

    def __init__(self, bufsize=2**16):
        self._bufsize = bufsize
        XMLReader.__init__(self)

    def parse(self, source):
        """Feed it a file or an InputSource, piece by piece."""
        from . import saxutils
        source = saxutils.prepare_input_source(source)
        self.prepareParser(source)
        file = source.getCharacterStream()
        if file is None:
            file = source.getByteStream()
        while piece := file.read(self._bufsize):
            self.feed(piece)
        self.close()

    def feed(self, data):
        """Take a piece of the text."""
        raise NotImplementedError("This method must be implemented!")

    def prepareParser(self, source):
        """Get ready for a source."""
        raise NotImplementedError("prepareParser must be overridden!")

    def close(self):
        """Check that the text is at its end."""
        raise NotImplementedError("This method must be implemented!")

    def reset(self):
        """Get ready for another text."""
        raise NotImplementedError("This method must be implemented!")


class Locator:
    """A place."""

    def getColumnNumber(self):
        """The column."""
        return -1

    def getLineNumber(self):
        """The line."""
        return -1

    def getPublicId(self):
        """The public identifier."""
        return None

    def getSystemId(self):
        """The system identifier."""
        return None


class InputSource:
    """Where a document comes from."""

    def __init__(self, system_id=None):
        self.__system_id = system_id
        self.__public_id = self.__encoding = self.__bytes = self.__chars = None

    def setPublicId(self, public_id):
        """Set the public identifier."""
        self.__public_id = public_id

    def getPublicId(self):
        """The public identifier."""
        return self.__public_id

    def setSystemId(self, system_id):
        """Set the system identifier."""
        self.__system_id = system_id

    def getSystemId(self):
        """The system identifier."""
        return self.__system_id

    def setEncoding(self, encoding):
        """Set the encoding."""
        self.__encoding = encoding

    def getEncoding(self):
        """The encoding."""
        return self.__encoding

    def setByteStream(self, bytefile):
        """Set the stream of bytes."""
        self.__bytes = bytefile

    def getByteStream(self):
        """The stream of bytes."""
        return self.__bytes

    def setCharacterStream(self, charfile):
        """Set the stream of text."""
        self.__chars = charfile

    def getCharacterStream(self):
        """The stream of text."""
        return self.__chars


class AttributesImpl:
    """The attributes of an element."""

    def __init__(self, attrs):
        self._attrs = attrs

    def getLength(self):
        """How many there are."""
        return len(self._attrs)

    def getType(self, name):
        """The type."""
        return "CDATA"

    def getValue(self, name):
        """The value."""
        return self._attrs[name]

    def getValueByQName(self, name):
        """The value by the written name."""
        return self._attrs[name]

    def getNameByQName(self, name):
        """The name by the written name."""
        if name not in self._attrs:
            raise KeyError(name)
        return name

    getQNameByName = getNameByQName

    def getNames(self):
        """The names."""
        return list(self._attrs.keys())

    def getQNames(self):
        """The written names."""
        return list(self._attrs.keys())

    def __len__(self):
        return len(self._attrs)

    def __getitem__(self, name):
        return self._attrs[name]

    def keys(self):
        """The names."""
        return list(self._attrs.keys())

    def __contains__(self, name):
        return name in self._attrs

    def get(self, name, alternative=None):
        """The value, or another."""
        return self._attrs.get(name, alternative)

    def copy(self):
        """A copy."""
        return self.__class__(self._attrs)

    def items(self):
        """Names and values."""
        return list(self._attrs.items())

    def values(self):
        """The values."""
        return list(self._attrs.values())


class AttributesNSImpl(AttributesImpl):
    """The attributes of an element, with namespaces."""

    def __init__(self, attrs, qnames):
        self._attrs, self._qnames = attrs, qnames

    def getValueByQName(self, name):
        return self._attrs[self.getNameByQName(name)]

    def getNameByQName(self, name):
        for known, qname in self._qnames.items():
            if qname == name:
                return known
        raise KeyError(name)

    def getQNameByName(self, name):
        return self._qnames[name]

    def getQNames(self):
        return list(self._qnames.values())

    def copy(self):
        return self.__class__(self._attrs, self._qnames)
