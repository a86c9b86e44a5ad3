"""A filter between a reader and its handlers; a reader of the program's own that is fed."""
import io
import xml.sax
from xml.sax import handler, saxutils, xmlreader


class Shout(saxutils.XMLFilterBase):
    def startElement(self, name, attrs):
        super().startElement(name.upper(), {k: v + "!" for k, v in attrs.items()})

    def endElement(self, name):
        super().endElement(name.upper())

    def characters(self, content):
        super().characters(content[::-1])


out = io.StringIO()
filtered = Shout(xml.sax.make_parser())
filtered.setContentHandler(saxutils.XMLGenerator(out, "utf-8"))
filtered.parse(io.StringIO("<a x='1'><b>text</b><?go on?>tail</a>"))
print(out.getvalue())
print(type(filtered.getParent()).__name__, filtered.getFeature(handler.feature_namespaces))
filtered.setFeature(handler.feature_namespaces, True)
print(filtered.getParent().getFeature(handler.feature_namespaces))
try:
    filtered.getFeature("unknown")
except xml.sax.SAXNotRecognizedException as error:
    print(type(error).__name__)
filtered = Shout(xml.sax.make_parser())
try:
    filtered.parse(io.StringIO("<a>"))
except xml.sax.SAXParseException as error:
    print(error.getLineNumber(), error.getMessage())


class Letters(xmlreader.IncrementalParser):
    """Tells of letters as elements."""

    def prepareParser(self, source):
        self.getContentHandler().startDocument()

    def feed(self, data):
        self.getContentHandler().characters(f"[{data}]")

    def close(self):
        self.getContentHandler().endDocument()


out = io.StringIO()
reader = Letters(4)
reader.setContentHandler(saxutils.XMLGenerator(out))
reader.parse(io.StringIO("abcdefghij"))
print(out.getvalue())
for name in "feed", "close", "reset", "prepareParser":
    try:
        getattr(xmlreader.IncrementalParser(), name)(*[None] * (name in ("feed", "prepareParser")))
    except NotImplementedError as error:
        print(name, error)
