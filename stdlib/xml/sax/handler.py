"""Handlers that programs derive from, and the names of features and properties."""

version = "2.0beta"

_F = "http://xml.org/sax/features/"
feature_namespaces = _F + "namespaces"
feature_namespace_prefixes = _F + "namespace-prefixes"
feature_string_interning = _F + "string-interning"
feature_validation = _F + "validation"
feature_external_ges = _F + "external-general-entities"
feature_external_pes = _F + "external-parameter-entities"
all_features = [feature_namespaces, feature_namespace_prefixes, feature_string_interning,
                feature_validation, feature_external_ges, feature_external_pes]
_P = "http://xml.org/sax/properties/"
property_lexical_handler = _P + "lexical-handler"
property_declaration_handler = _P + "declaration-handler"
property_dom_node = _P + "dom-node"
property_xml_string = _P + "xml-string"
property_encoding = "http://www.python.org/sax/properties/encoding"
property_interning_dict = "http://www.python.org/sax/properties/interning-dict"
all_properties = [property_lexical_handler, property_dom_node, property_declaration_handler,
                  property_xml_string, property_encoding, property_interning_dict]


class ErrorHandler:
    """What to do with errors: these raise them, and print warnings."""

    def error(self, exception):
        """An error that one may go on after."""
        raise exception

    def fatalError(self, exception):
        """An error that ends the document."""
        raise exception

    def warning(self, exception):
        """A warning."""
        print(exception)


class ContentHandler:
    """What to do with content."""

    def __init__(self):
        self._locator = None

    def setDocumentLocator(self, locator):
        """Where to ask for the place."""
        self._locator = locator

    def startDocument(self):
        """The document begins."""

    def endDocument(self):
        """The document ends."""

    def startPrefixMapping(self, prefix, uri):
        """A namespace begins."""

    def endPrefixMapping(self, prefix):
        """A namespace ends."""

    def startElement(self, name, attrs):
        """An element begins."""

    def endElement(self, name):
        """An element ends."""

    def startElementNS(self, name, qname, attrs):
        """An element begins, with namespaces."""

    def endElementNS(self, name, qname):
        """An element ends, with namespaces."""

    def characters(self, content):
        """Text."""

    def ignorableWhitespace(self, whitespace):
        """White space without meaning."""

    def processingInstruction(self, target, data):
        """A processing instruction."""

    def skippedEntity(self, name):
        """An entity that is not known."""


class DTDHandler:
    """What to do with notations."""

    def notationDecl(self, name, publicId, systemId):
        """A notation."""

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """An entity that is not XML."""


class EntityResolver:
    """What to do with system identifiers."""

    def resolveEntity(self, publicId, systemId):
        """The identifier to read."""
        return systemId


class LexicalHandler:
    """What to do with comments and the like."""

    def comment(self, content):
        """A comment."""

    def startDTD(self, name, public_id, system_id):
        """The document type begins."""

    def endDTD(self):
        """The document type ends."""

    def startCDATA(self):
        """A CDATA section begins."""

    def endCDATA(self):
        """A CDATA section ends."""
