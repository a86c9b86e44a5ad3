# Addresses taken apart, put together, joined, quoted.
from urllib.parse import *
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
for u in ['http://user:pa@WWW.Ex.com:8080/a/b;p?q=1&r=2#f','//h/p','mailto:a@b','path?x#y','HTTP:a','http://[::1]:80/x','http://[v1.a]/','file:///etc','a:b:c','http://h:99999/','http://h:x/','  http://x/\n y','','http:','//','/a//b','tel:+1;p=2',b'http://a/b?c', 'http://a?b/c','http://ａ／/','http://[1.2.3.4]/','http://x[::1]/','http://[::1/', 'http://a@b@c/']:
    t(urlparse,u); t(urlsplit,u)
    try: p=urlparse(u); print(p.hostname,p.username,p.password,p.geturl(), p.port)
    except BaseException as e: print(type(e).__name__, e)
b='http://a/b/c/d;p?q'
for r in ['g:h','g','./g','g/','/g','//g','?y','g?y','#s','g#s','g?y#s',';x','g;x','','.','./','..','../','../g','../..','../../g','../../../g','/./g','/../g','g.','.g','..g','./../g','./g/.','g/./h','g/../h','http:g','https://x/y','#','?']:
    t(urljoin,b,r)
t(urljoin,b'http://a/b',b'c'); t(urljoin,'http://a/b',b'c')
for s in ['a b/c','中文','~_-.','a+b','',b'\xff a','é&=']:
    t(quote,s); t(quote_plus,s); t(unquote,quote(s)); 
t(quote,'/é',safe=''); t(quote,'é',encoding='latin-1'); t(quote,b'x',encoding='a'); t(quote,1)
t(quote_from_bytes,'x'); t(unquote,'%E4%BD%A0%zz%4'); t(unquote,'a%FFb',errors='strict'); t(unquote_to_bytes,'a%20é'); t(unquote_plus,'a+b%20')
t(unquote,b'a%20b'); t(unquote,1)
t(urlencode,{'a':1,'b':'x y','c':[1,2]}); t(urlencode,{'a':[1,2],'b':'xy'},doseq=True); t(urlencode,[('a',b'\xff'),(b'k','é')]); t(urlencode,'abc'); t(urlencode,[1]); t(urlencode,5); t(urlencode,{'a':'b c'},quote_via=quote)
t(parse_qs,'a=1&a=2&b=&c'); t(parse_qs,'a=1&b=',keep_blank_values=True); t(parse_qsl,'a=1;b=2',separator=';'); t(parse_qsl,'x',strict_parsing=True); t(parse_qsl,'a=1&b=2',max_num_fields=1); t(parse_qsl,b'a=%20&b=2'); t(parse_qsl,'a=1',separator='')
t(parse_qs,'name=%E4%B8%AD+%E6%96%87')
t(urldefrag,'http://a/b#c'); t(urlunparse,('http','a','b','','c','d')); t(urlunsplit,['http','a','b','c','d']); t(urlunparse,('a','b'))
print(urlparse('http://a/b').encode(), urlparse(b'http://a/b').decode(), repr(urlsplit(b'x')))
print(urlparse('http://a/b')._replace(path='/c').geturl())
