"""What SAX raises."""


class SAXException(Exception):
    """An error or a warning."""

    __module__ = "xml.sax._exceptions"

    def __init__(self, msg, exception=None):
        self._msg, self._exception = msg, exception
        Exception.__init__(self, msg)

    def getMessage(self):
        """The words."""
        return self._msg

    def getException(self):
        """The exception inside, or None."""
        return self._exception

    def __str__(self):
        return self._msg

    def __getitem__(self, ix):
        raise AttributeError("__getitem__")


class SAXParseException(SAXException):
    """The document is wrong at a place."""

    def __init__(self, msg, exception, locator):
        super().__init__(msg, exception)
        self._locator = locator
        self._systemId = locator.getSystemId()
        self._colnum = locator.getColumnNumber()
        self._linenum = locator.getLineNumber()

    def getColumnNumber(self):
        """The column."""
        return self._colnum

    def getLineNumber(self):
        """The line."""
        return self._linenum

    def getPublicId(self):
        """The public identifier of the document."""
        return self._locator.getPublicId()

    def getSystemId(self):
        """The system identifier of the document."""
        return self._systemId

    def __str__(self):
        def shown(value):
            return "?" if value is None else value
        name = self.getSystemId()
        return "%s:%s:%s: %s" % ("<unknown>" if name is None else name, shown(self._linenum),
                                 shown(self._colnum), self._msg)


class SAXNotRecognizedException(SAXException):
    """A feature or property is not known."""


class SAXNotSupportedException(SAXException):
    """A feature or property cannot be set so."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """There is no parser."""
