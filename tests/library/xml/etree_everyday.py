import xml.etree.ElementTree as ET
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e,'position',None), getattr(e,'code',None))
r=ET.fromstring('<data><country name="A"><rank>1</rank><year>2008</year><n name="x"/></country><country name="B"><rank>4</rank>tail</country></data>')
print(r.tag, len(r), r[0].attrib, [c.get('name') for c in r], r.find('country/rank').text, r.findtext('country/year'), len(r.findall('.//rank[.="4"]')))
for p in ['*','.','..','.//rank','country[@name]','country[@name="B"]','country[rank]','country[rank="4"]','country[1]','country[last()]','country[last()-1]','.//n/..','country/*','.//*[@name]',"country[@name!='B']",'./country','country/']:
    t(lambda: (p,[e.tag+str(e.attrib) for e in r.findall(p)]))
for p in ['/x','country[0]','country[foo()]','//x']: t(lambda: (p,r.findall(p)))
t(lambda: r.find('a:b',{'a':'u'}))
for d in ['<a>','<a></b>','','<a>&x;</a>','junk','<a b="1" b="2"/>']: t(lambda: ET.fromstring(d))
e=ET.Element('root',{'k':'v"<'},x='1'); s=ET.SubElement(e,'sub'); s.text='a<b&c>'; s.tail='t'; e.append(ET.Comment('c--')); e.append(ET.PI('pi','x'));
print(ET.tostring(e), ET.tostring(e,'unicode'), ET.tostring(e,encoding='utf-8',xml_declaration=True), ET.tostring(e,method='text'), ET.tostring(e,method='html'))
print(ET.tostring(e,short_empty_elements=False))
e.text='é中'; print(ET.tostring(e), ET.tostring(e,'utf-8'), ET.tostring(e,'latin-1'))
ET.indent(r); print(ET.tostring(r,'unicode')); ET.dump(r)
n=ET.fromstring('<a xmlns="u" xmlns:p="v"><p:b p:c="1" d="2"/></a>'); print(n.tag,n[0].tag,n[0].attrib,ET.tostring(n)); ET.register_namespace('zz','v'); print(ET.tostring(n), ET.tostring(ET.fromstring('<a xmlns="u"><b/></a>'),default_namespace='u'))
import io
for ev,el in ET.iterparse(io.BytesIO(b'<a xmlns:p="u"><b>x</b><!--c--></a>'),events=('start','end','start-ns','end-ns','comment')): print(ev, getattr(el,'tag',el) if ev!='comment' else el.text)
p=ET.XMLPullParser(['start','end']); p.feed('<a><b>'); print([(a,b.tag) for a,b in p.read_events()]); p.feed('</b></a>'); print([(a,b.tag) for a,b in p.read_events()]); p.close()
t(lambda: e[9]); t(lambda: e.append('x')); t(lambda: e.remove(ET.Element('q'))); t(lambda: ET.tostring(ET.Element(5))); 
x=ET.Element('x'); x.text=5; t(lambda: ET.tostring(x)); t(lambda: ET.Element('x',5)); 
print([*r.itertext()][:3], [c.tag for c in r.iter()], len([*r.iter('rank')]), ET.iselement(r), list(r.items()))
tree=ET.ElementTree(e); f=io.BytesIO(); tree.write(f,encoding='utf-8',xml_declaration=True); print(f.getvalue()); 
t(lambda: ET.parse('nofile.xml'))
b=io.BytesIO(b'<?xml version="1.0"?><a>1</a>'); print(ET.parse(b).getroot().text)
print(ET.canonicalize('<a  b="2" a="1"><!--c--><b/></a>'), ET.canonicalize('<a xmlns:x="u" x:z="1"> <x:b/> </a>',strip_text=True,with_comments=True))
print(repr(ET.QName('u','t')), ET.QName('u','t'), ET.QName('a')<'b'); import copy; c=copy.deepcopy(r); print(ET.tostring(c)==ET.tostring(r))
print(repr(r)[:19]); a,b=ET.XMLID('<a id="1"><b id="2"/></a>'); print(sorted(b)); del r[0]; print(len(r)); r.clear(); print(len(r), r.attrib)
