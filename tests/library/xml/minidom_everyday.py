from xml.dom import minidom
doc = minidom.parseString('<?xml version="1.0"?><!DOCTYPE ol><ol a="1&quot;"><li>Python</li><li>Ruby</li><!--c--><p:x xmlns:p="u" p:y="2"/><![CDATA[x<y]]>tail<?pi d?></ol>')
print([li.firstChild.data for li in doc.getElementsByTagName('li')])
print(doc.toxml()); print(doc.toprettyxml()); print(doc.toprettyxml('  ',encoding='utf-8'))
e=doc.documentElement; print(e, e.tagName, e.getAttribute('a'), e.attributes.items(), e.attributes['a'].value, e.hasAttribute('z')) if False else print(e.tagName, e.getAttribute('a'), e.attributes.items(), e.attributes['a'].value, e.hasAttribute('z'))
print([n.nodeName for n in e.childNodes],[n.nodeType for n in e.childNodes], e.firstChild.nextSibling.toxml(), e.lastChild.previousSibling)
x=doc.getElementsByTagNameNS('u','x')[0]; print(x.namespaceURI,x.prefix,x.localName,x.getAttributeNS('u','y'))
n=doc.createElement('new'); n.setAttribute('k','v<'); n.appendChild(doc.createTextNode('t&')); e.insertBefore(n,e.firstChild); e.removeChild(x); print(e.toxml())
c=e.cloneNode(True); print(c.toxml()==e.toxml()); 
impl=minidom.getDOMImplementation(); d=impl.createDocument(None,'root',None); d.documentElement.appendChild(d.createComment('hi')); print(d.toxml())
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: minidom.parseString('<a>')); t(lambda: minidom.parseString('<p:a/>')); t(lambda: e.removeChild(d)); t(lambda: d.appendChild(d.createElement('z'))); t(lambda: d.createTextNode(5)); t(lambda: e.removeAttribute('q'))
