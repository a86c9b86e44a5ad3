# What is made of a request, and what can go wrong.
import re, requests, socket, threading
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except Exception as e: print(re.sub(r'port=\d{4,}|0.0.1:\d{4,}', 'PORT', '%s %s' % (type(e).__name__, e)))
s=socket.create_server(('127.0.0.1',0))
for u in ['http://127.0.0.1:1/','nourl','http://','ftp://x/','http://*x/','','http://a:b/','http://[::1/']: t(requests.get,u)
t(requests.get,'http://127.0.0.1:%d/'%s.getsockname()[1],timeout=0.2)
t(requests.get,'http://127.0.0.1:%d/'%s.getsockname()[1],timeout='x')
def raw(data, **k):
    srv=socket.create_server(('127.0.0.1',0))
    def go():
        c,_=srv.accept(); c.recv(9999); c.sendall(data); c.close(); srv.close()
    threading.Thread(target=go).start()
    try:
        r=requests.get('http://127.0.0.1:%d/'%srv.getsockname()[1],timeout=5,**k); print(r, r.headers, r.content, r.encoding, r.apparent_encoding, repr(r.text), r.elapsed>r.elapsed*0)
        return r
    except Exception as e: print(type(e).__name__, str(e).replace(str(srv),''), repr(e)[:100])
raw(b''); raw(b'junk\r\n'); raw(b'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'); raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'); raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n');raw(b'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nzz'); raw(b'HTTP/1.1 200 OK\r\nA: b\r\nA: c\r\nContent-Type: text/plain\r\n\r\n\xe4'); raw(b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\xe4\xbd\xa0'); raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"a": "\xe4\xbd\xa0"}')
r=raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{bad')
t(r.json)
raw(b'HTTP/1.1 301 X\r\nLocation: zz://y\r\n\r\n')
r=raw(b'HTTP/1.1 404 Not Found\r\n\r\n'); t(r.raise_for_status); print(r.ok, bool(r), r.is_redirect)
raw(b'HTTP/1.1 200 OK\r\n'+b'A: b\r\n'*200+b'\r\n'); raw(b'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabc');raw(b'HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nabc')
p=requests.Request('POST','http://u:p@h.com/a b?x=1#f',params={'q':['a','b'],'é':None},data={'k':['1','2'],'z':'中'},headers={'X':'1'},cookies={'c':'d'}).prepare()
print(p.url,p.headers,p.body,p.method,p,p.path_url)
p=requests.Request('POST','http://h',files={'f':('n.txt',b'data','text/plain',{'X':'y'}),'g':b'zz'},data={'a':'b'}).prepare()
b=p.headers['Content-Type'].split('boundary=')[1]; print(p.headers['Content-Type'].replace(b,'B'), p.body.replace(b.encode(),b'B'))
p=requests.Request('PUT','http://h',json={'a':'é'}).prepare(); print(p.headers,p.body)
t(lambda: requests.Request('GET','http://h',headers={'a':'b\nc'}).prepare()); t(lambda: requests.Request('GET','http://h',headers={'a':1}).prepare())
t(lambda: requests.Request('GET','http://h',hooks={'zz':1}))
print(requests.codes.ok, requests.codes.not_found, requests.codes['\\o/'], requests.status_codes.codes)
from requests.structures import CaseInsensitiveDict, LookupDict
d=CaseInsensitiveDict({'A':1}); print(d, repr(d), d['a'], d=={'a':1}, list(d.lower_items()))
