import xml.sax, io
from xml.sax import saxutils, handler
class H(xml.sax.ContentHandler):
    def startDocument(s): print('sd')
    def endDocument(s): print('ed')
    def startElement(s,n,a): print('se',n,a.items(),a.getNames(),a.get('z'),s._locator.getLineNumber(),s._locator.getColumnNumber())
    def endElement(s,n): print('ee',n)
    def characters(s,c): print('ch',repr(c))
    def processingInstruction(s,t,d): print('pi',t,d)
    def startElementNS(s,n,q,a): print('sn',n,q,a.items(),a.getQNames())
    def endElementNS(s,n,q): print('en',n,q)
    def startPrefixMapping(s,p,u): print('spm',p,u)
xml.sax.parseString('<a x="1">\nt&amp;u<b/><?p d?></a>',H())
xml.sax.parse(io.BytesIO(b'<a/>'),H())
for d in ['<a>','<a></b>']:
    try: xml.sax.parseString(d,H())
    except xml.sax.SAXParseException as e: print(e, e.getLineNumber(), e.getColumnNumber(), e.getMessage())
p=xml.sax.make_parser(); p.setFeature(handler.feature_namespaces,1); p.setContentHandler(H()); p.parse(io.StringIO('<q:a xmlns:q="u" q:z="1" y="2"/>'))
print(saxutils.escape('<&>'),saxutils.unescape('&lt;&amp;lt;'),saxutils.quoteattr('a"b'),saxutils.quoteattr('a"\'\n'))
o=io.StringIO(); g=saxutils.XMLGenerator(o,'utf-8',True); xml.sax.parseString('<a x="1&lt;">t&amp;<b/></a>',g); print(o.getvalue())
