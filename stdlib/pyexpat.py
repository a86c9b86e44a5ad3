"""The parser of xml.parsers.expat under its other name."""

from xml.parsers.expat import *  # noqa: F401,F403
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType, error, errors, model  # noqa: F401
