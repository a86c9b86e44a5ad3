# Openers and handlers, with a server of this program.
import http.server, threading, urllib.request, urllib.parse, urllib.error, http.cookiejar, base64, hashlib, json, os
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self,*a): pass
    def out(self,code,body,**h):
        if isinstance(body,str): body=body.encode()
        self.send_response(code)
        for k,v in h.items(): self.send_header(k.replace('_','-'),v)
        self.send_header('Content-Length',str(len(body))); self.end_headers()
        if self.command!='HEAD': self.wfile.write(body)
    def do_GET(self):
        p=self.path
        if p=='/redir': self.out(302,'',Location='/final?x=1')
        elif p=='/loop': self.out(302,'',Location='/loop')
        elif p=='/err': self.out(404,'nope')
        elif p=='/cookie': self.out(200,str(self.headers.get('Cookie')),Set_Cookie='a=b; Path=/')
        elif p=='/basic':
            if self.headers.get('Authorization')=='Basic '+base64.b64encode(b'u:p').decode(): self.out(200,'in')
            else: self.out(401,'no',WWW_Authenticate='Basic realm="R"')
        elif p=='/digest':
            a=self.headers.get('Authorization','')
            if a.startswith('Digest') and 'username="u"' in a: self.out(200,'din')
            else: self.out(401,'no',WWW_Authenticate='Digest realm="R", nonce="n", qop="auth", algorithm=MD5, opaque="o"')
        else: self.out(200,'%s %s UA=%s'%(self.command,p,self.headers['User-Agent'].split('/')[0]))
    do_HEAD=do_GET
    def do_POST(self):
        d=self.rfile.read(int(self.headers['Content-Length'])); self.out(200,b'%s %s'%(self.headers['Content-Type'].encode(),d))
    do_PUT=do_POST
s=http.server.ThreadingHTTPServer(('127.0.0.1',0),H); threading.Thread(target=s.serve_forever,daemon=True).start()
B='http://127.0.0.1:%d'%s.server_port
def clean(x): return str(x).replace(str(s.server_port),'PORT')
with urllib.request.urlopen(B+'/a?b') as f: print(f.status,f.reason,f.read().decode(),clean(f.geturl()),f.getheader('Content-Length'),f.info().get_content_type(), f.url==B+'/a?b')
f=urllib.request.urlopen(B+'/redir'); print(clean(f.geturl()),f.read())
for p in ['/err','/loop']:
    try: urllib.request.urlopen(B+p)
    except urllib.error.HTTPError as e: print(repr(e),e.code,e.reason,e.read(),clean(e.url), e, e.headers['content-length'])
f=urllib.request.urlopen(B+'/p',data=urllib.parse.urlencode({'a':'1','b':'中'}).encode()); print(f.read())
r=urllib.request.Request(B+'/p',data=b'x',method='PUT',headers={'Content-Type':'text/x'}); print(urllib.request.urlopen(r).read(), r.get_method(), r.header_items()[0], clean(r.host), r.selector, r.type)
cj=http.cookiejar.CookieJar(); o=urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cj)); print(o.open(B+'/cookie').read(), o.open(B+'/cookie').read(), [(c.name,c.value,c.domain,c.path,c.expires,c.discard) for c in cj], clean(cj))
pm=urllib.request.HTTPPasswordMgrWithDefaultRealm(); pm.add_password(None,B,'u','p')
for h in (urllib.request.HTTPBasicAuthHandler(pm),): print(urllib.request.build_opener(h).open(B+'/basic').read())
dm=urllib.request.HTTPDigestAuthHandler(); dm.add_password('R',B,'u','p'); print(urllib.request.build_opener(dm).open(B+'/digest').read())
print(urllib.request.build_opener(urllib.request.ProxyHandler({'http':B})).open('http://example.invalid/z').read())
for u in ['ftp://x/y','zz:q','nourl','file:///nonexistent','data:text/plain;base64,aGk=','data:,a%20b','http://']:
    try:
        f=urllib.request.urlopen(u); print(f.read(), f.headers['content-type'])
    except Exception as e: print(type(e).__name__, str(e)[:60] if 'ftp' not in u else '')
open('t.txt','w').write('file!'); f=urllib.request.urlopen('file://'+os.path.abspath('t.txt')); print(f.read(), f.headers['Content-type'], f.headers['content-length'])
try: urllib.request.urlopen('http://127.0.0.1:1/')
except urllib.error.URLError as e: print(repr(e), e.reason, e)
print(urllib.request.urlretrieve(B+'/dl','o.txt')[0], open('o.txt').read()); os.unlink('o.txt'); os.unlink('t.txt')
