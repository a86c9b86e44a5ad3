"""The document object model: exceptions and constants."""


class Node:
    """Numbers of the kinds of nodes."""

    ELEMENT_NODE, ATTRIBUTE_NODE, TEXT_NODE, CDATA_SECTION_NODE = 1, 2, 3, 4
    ENTITY_REFERENCE_NODE, ENTITY_NODE, PROCESSING_INSTRUCTION_NODE, COMMENT_NODE = 5, 6, 7, 8
    DOCUMENT_NODE, DOCUMENT_TYPE_NODE, DOCUMENT_FRAGMENT_NODE, NOTATION_NODE = 9, 10, 11, 12


class UserDataHandler:
    """Numbers of what happens to a node with which a program keeps something."""

    NODE_CLONED = 1
    NODE_IMPORTED = 2
    NODE_DELETED = 3
    NODE_RENAMED = 4


class DOMException(Exception):
    """What goes wrong with documents; `code` says which."""

    def __init__(self, *args, **kw):
        if self.__class__ is DOMException:
            raise RuntimeError("DOMException should not be instantiated directly")
        Exception.__init__(self, *args, **kw)

    def _get_code(self):
        return self.code


_CODES = ("INDEX_SIZE_ERR:IndexSizeErr DOMSTRING_SIZE_ERR:DomstringSizeErr "
          "HIERARCHY_REQUEST_ERR:HierarchyRequestErr WRONG_DOCUMENT_ERR:WrongDocumentErr "
          "INVALID_CHARACTER_ERR:InvalidCharacterErr NO_DATA_ALLOWED_ERR:NoDataAllowedErr "
          "NO_MODIFICATION_ALLOWED_ERR:NoModificationAllowedErr NOT_FOUND_ERR:NotFoundErr "
          "NOT_SUPPORTED_ERR:NotSupportedErr INUSE_ATTRIBUTE_ERR:InuseAttributeErr "
          "INVALID_STATE_ERR:InvalidStateErr SYNTAX_ERR:SyntaxErr "
          "INVALID_MODIFICATION_ERR:InvalidModificationErr NAMESPACE_ERR:NamespaceErr "
          "INVALID_ACCESS_ERR:InvalidAccessErr VALIDATION_ERR:ValidationErr").split()
for _code, _pair in enumerate(_CODES, 1):
    _constant, _class = _pair.split(":")
    globals()[_constant] = _code
    globals()[_class] = type(_class, (DOMException,), {"code": _code, "__module__": "xml.dom"})
del _code, _pair, _constant, _class

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/"
XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"
EMPTY_NAMESPACE = None
EMPTY_PREFIX = None


def getDOMImplementation(name=None, features=()):
    """The implementation: minidom."""
    from xml.dom import minidom
    return minidom.getDOMImplementation(features)
