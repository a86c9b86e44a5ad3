from xml.parsers import expat
def run(doc, ns=None, chunk=None, **kw):
    p=expat.ParserCreate(namespace_separator=ns)
    for k,v in kw.items(): setattr(p,k,v)
    ev=[]
    for n in ['StartElementHandler','EndElementHandler','CharacterDataHandler','CommentHandler','ProcessingInstructionHandler','StartCdataSectionHandler','EndCdataSectionHandler','StartNamespaceDeclHandler','EndNamespaceDeclHandler','XmlDeclHandler','SkippedEntityHandler']:
        setattr(p,n,lambda *a,n=n:ev.append((n[:-7],a,p.CurrentLineNumber,p.CurrentColumnNumber)))
    try:
        if chunk:
            for i in range(0,len(doc),chunk): p.Parse(doc[i:i+chunk],False)
            p.Parse(doc[:0],True)
        else: p.Parse(doc,True)
    except expat.ExpatError as e: ev.append((str(e),e.code,e.lineno,e.offset,p.ErrorByteIndex))
    print(repr(doc)[:60]); 
    for e in ev: print('   ',e)
for d in ['<a href="/">python</a>','<a>x\ny&amp;&#65;z\r\nw</a>','<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- c --><?pi data?><r a="1" b=\'2\'><![CDATA[x<y]]></r><!--end-->',
 '<!DOCTYPE r [<!ENTITY e "hi <b>x</b>"><!ATTLIST r d CDATA "dflt">]><r>&e;</r>','<!DOCTYPE r SYSTEM "x.dtd"><r>&foo;</r>',
 '','   ','<a>','<a></b>','<a b="1" b="2"/>','<a/><b/>','<a/>text','text','<a','<a b=1/>','<a b="<"/>','<a>&nope;</a>','<a>&#0;</a>','<a>&</a>','<a>]]></a>','<1a/>','<a><!-- -- --></a>',' <?xml version="1.0"?><a/>','<?xml version="1.0"?><?xml version="1.0"?><a/>','<a><![CDATA[x</a>','<a>\x01</a>','<?xml?><a/>','<?xml version="1.0" foo="x"?><a/>','<a><b></a></b>','<a b="x&nope;"/>','<a:b/>','<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>','<a b/>','<a></a','<a b="1"c="2"/>','< a/>','<a>é\n中<b></a>','&amp;','<!DOCTYPE a [<!ENTITY x SYSTEM "f.txt">]><a>&x;</a>','<!DOCTYPE a><!DOCTYPE a><a/>','<!-- x','<a><?xml x?></a>']:
    run(d)
for d in ['<a xmlns="u" xmlns:p="v" p:x="1" y="2"><p:b/><c xmlns=""/></a>','<p:a/>','<a xmlns:p=""/>','<a xmlns:xml="x"/>','<a xmlns:xmlns="x"/>']:
    run(d,' ')
run(b'<?xml version="1.0" encoding="latin-1"?><a>\xe9</a>'); run(b'<a>\xff</a>')
run('<a><b>text</b>more</a>',chunk=1); run('<a>x\ny&amp;z</a>',buffer_text=True)
b='<!DOCTYPE a [<!ENTITY a0 "lol">'+''.join('<!ENTITY a%d "%s">'%(i,('&a%d;'%(i-1))*10) for i in range(1,10))+']><a>&a9;</a>'
try: expat.ParserCreate().Parse(b,True)
except expat.ExpatError as e: print(e.code, str(e).split(':')[0])
print(expat.errors.codes['syntax error'], expat.ErrorString(5), expat.errors.XML_ERROR_SYNTAX)
