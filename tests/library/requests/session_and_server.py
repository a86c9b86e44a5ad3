# Requests to a server of this program.
import requests, http.server, threading, json, zlib, io, base64, time
def gz(b):
    c=zlib.compressobj(9,zlib.DEFLATED,31); return c.compress(b)+c.flush()
class H(http.server.BaseHTTPRequestHandler):
    protocol_version='HTTP/1.1'
    def log_message(self,*a): pass
    def out(self,code,body,**h):
        if isinstance(body,str): body=body.encode()
        self.send_response(code)
        for k,v in h.items(): self.send_header(k.replace('_','-'),v)
        self.send_header('Content-Length',str(len(body))); self.end_headers()
        if self.command!='HEAD': self.wfile.write(body)
    def do(self):
        p=self.path; n=int(self.headers.get('Content-Length') or 0); d=self.rfile.read(n)
        if self.headers.get('Transfer-Encoding')=='chunked':
            d=b''
            while True:
                k=int(self.rfile.readline(),16); d+=self.rfile.read(k); self.rfile.readline()
                if not k: break
        if p=='/echo' or p.startswith('/echo?'): self.out(200,json.dumps({'m':self.command,'p':p,'h':{k:v for k,v in self.headers.items() if k not in('Host',)},'d':d.decode('latin-1')}),Content_Type='application/json')
        elif p=='/r1': self.out(302,'',Location='/r2')
        elif p=='/r2': self.out(301,'',Location='/echo')
        elif p=='/r307': self.out(307,'',Location='/echo')
        elif p=='/loop': self.out(302,'',Location='/loop')
        elif p=='/gz': self.out(200,gz(b'zipped text'),Content_Encoding='gzip',Content_Type='text/plain')
        elif p=='/df': self.out(200,zlib.compress(b'deflated'),Content_Encoding='deflate',Content_Type='text/plain')
        elif p=='/cookie': self.out(200,str(self.headers.get('Cookie')),Set_Cookie='sid=42; Path=/')
        elif p=='/basic':
            self.out(200,'in') if self.headers.get('Authorization')=='Basic '+base64.b64encode(b'u:p').decode() else self.out(401,'no',WWW_Authenticate='Basic realm="R"')
        elif p=='/digest':
            self.out(200,'din') if 'username="u"' in self.headers.get('Authorization','') else self.out(401,'no',WWW_Authenticate='Digest realm="R", nonce="n", qop="auth", algorithm=MD5')
        elif p=='/lines':
            self.send_response(200); self.send_header('Transfer-Encoding','chunked'); self.end_headers()
            for c in (b'a\nbb',b'b\n',b'c'): self.wfile.write(b'%x\r\n%s\r\n'%(len(c),c))
            self.wfile.write(b'0\r\n\r\n')
        elif p=='/gbk': self.out(200,'<p>中文网页内容，测试一下编码</p>'.encode('gbk'),Content_Type='text/html; charset=gbk')
        elif p=='/links': self.out(200,'',Link='<http://a/2>; rel="next"; title="x", <http://a/9>; rel="last"')
        elif p.startswith('/s/'): self.out(int(p[3:]),'')
        elif p=='/slow': time.sleep(0.5); self.out(200,'')
        else: self.out(404,'none')
    do_GET=do_POST=do_PUT=do_DELETE=do_HEAD=do_PATCH=do_OPTIONS=do
s=http.server.ThreadingHTTPServer(('127.0.0.1',0),H); s.handle_error=lambda *a: None; threading.Thread(target=s.serve_forever,daemon=True).start()
B='http://127.0.0.1:%d'%s.server_port
def cl(x): return str(x).replace(str(s.server_port),'PORT')
def t(f):
    try: print(cl(f()))
    except Exception as e: print(type(e).__name__, cl(e))
r=requests.get(B+'/echo',params={'a':1,'b':['x','y']},headers={'X-Y':'z'}); print(r.status_code,r.reason,r.ok,cl(r.url),r.json(),r.encoding,r.headers['content-type'],r.history,r.request.method, r.elapsed.total_seconds()<5)
for f in ('post','put','patch','delete','options'): print(getattr(requests,f)(B+'/echo',data={'k':'v 中'}).json())
print(requests.post(B+'/echo',json={'a':[1,None]}).json()); print(requests.post(B+'/echo',data=b'raw').json()['d'], requests.post(B+'/echo',data='té').json()['d'])
h=requests.head(B+'/echo'); print(h.status_code,h.content,h.text=='')
def gen():
    yield b'one'; yield b'two'
print(requests.post(B+'/echo',data=gen()).json()); print(requests.post(B+'/echo',data=io.BytesIO(b'file')).json())
r=requests.get(B+'/r1'); print(cl(r.url),r.history,[cl(x.headers['location']) for x in r.history], r.json()['m']); r=requests.get(B+'/r1',allow_redirects=False); print(r.status_code,r.is_redirect,r.next,cl(r.next.url),r.is_permanent_redirect)
print(requests.post(B+'/r307',data='x').json()['m'], requests.post(B+'/r1',data='x').json()['m'])
t(lambda: requests.get(B+'/loop'))
for p in ('/gz','/df','/gbk'): r=requests.get(B+p); print(r.text,r.encoding,r.headers.get('content-encoding'))
S=requests.Session(); print(S.get(B+'/cookie').text, S.get(B+'/cookie').text, S.cookies.get_dict(), S.cookies, S.cookies['sid']); print(requests.get(B+'/cookie',cookies={'m':'n'}).text); r=S.get(B+'/cookie'); print(r.cookies, dict(r.cookies))
print(requests.get(B+'/basic',auth=('u','p')).text, requests.get(B+'/basic').status_code, requests.get(B+'/digest',auth=requests.auth.HTTPDigestAuth('u','p')).text)
print(list(requests.get(B+'/lines').iter_lines()), list(requests.get(B+'/lines',stream=True).iter_content(2)), list(requests.get(B+'/lines',stream=True).iter_lines(decode_unicode=False)), requests.get(B+'/lines').content)
print(requests.get(B+'/links').links)
for c in (404,500,204,304): t(lambda: requests.get(B+'/s/%d'%c).raise_for_status())
t(lambda: requests.get(B+'/slow',timeout=0.1)); t(lambda: requests.get(B+'/slow',timeout=(3,0.1))); t(lambda: requests.get(B+'/slow',timeout=0)); t(lambda: requests.get(B+'/slow',timeout=(1,2,3)))
print(requests.get('http://example.invalid/zz',proxies={'http':B}).status_code)
def hook(r,*a,**k): r.hooked=1; return r
print(requests.get(B+'/echo',hooks={'response':hook}).hooked)
with requests.get(B+'/gz',stream=True) as r: print(r.raw.read()[:2], r.raw.status, r.raw.headers['Content-Encoding'])
r=requests.get(B+'/gz',stream=True); r.raw.decode_content=True; print(r.raw.read(3), r.raw.read())
r=requests.get(B+'/gz',stream=True); list(r.iter_content(4)); t(lambda: r.content)
f=requests.post(B+'/echo',files={'file':('a.txt',io.BytesIO(b'hi'))},data={'n':'v'}).json(); b=f['h']['Content-Type'].split('=')[1]; print(f['d'].replace(b,'B'))
S.headers.update({'X-S':'1'}); print(S.get(B+'/echo',headers={'User-Agent':None}).json()['h']); S.params={'q':1}; print(S.get(B+'/echo').json()['p'])
print(repr(requests.Request('get','http://x')), requests.Request('get','http://x').prepare().method, bool(requests.get(B+'/nope')))
p=requests.Request('GET',B+'/echo').prepare(); p.headers['Z']='q'; print(S.send(p).json()['h'])
s.shutdown()
