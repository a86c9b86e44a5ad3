"""XML: parsing with expat, SAX, DOM and ElementTree."""

__all__ = ["dom", "parsers", "sax", "etree"]
