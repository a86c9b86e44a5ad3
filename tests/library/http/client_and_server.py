# Requests over a connection that is kept, and a server that answers.
import http.server, http.client, threading, socket, time
class H(http.server.BaseHTTPRequestHandler):
    protocol_version='HTTP/1.1'
    def log_message(self,*a): pass
    def version_string(self): return 'T'
    def do_GET(self):
        if self.path=='/chunk':
            self.send_response(200); self.send_header('Transfer-Encoding','chunked'); self.end_headers()
            for c in (b'hello ',b'world'): self.wfile.write(b'%x\r\n%s\r\n'%(len(c),c))
            self.wfile.write(b'0\r\n\r\n'); return
        b=('path %s h=%s'%(self.path,self.headers.get('X-A'))).encode()
        self.send_response(200,'Fine'); self.send_header('Content-Type','text/plain'); self.send_header('Content-Length',str(len(b))); self.end_headers(); self.wfile.write(b)
    def do_POST(self):
        n=int(self.headers['Content-Length']); d=self.rfile.read(n)
        self.send_response(201); self.send_header('Content-Length',str(len(d))); self.end_headers(); self.wfile.write(d[::-1])
s=http.server.ThreadingHTTPServer(('127.0.0.1',0),H); s.handle_error=lambda *a: None
t=threading.Thread(target=s.serve_forever,daemon=True); t.start()
c=http.client.HTTPConnection('127.0.0.1',s.server_port,timeout=5)
c.request('GET','/x?y',headers={'X-A':'1'}); r=c.getresponse(); print(r.status,r.reason,r.version,r.getheader('content-type'),r.read(), r.isclosed())
c.request('POST','/p',body='abc'); r=c.getresponse(); print(r.status,r.reason,r.read())
c.request('GET','/chunk'); r=c.getresponse(); print(r.read(3), r.read(), r.chunked)
c.request('DELETE','/'); r=c.getresponse(); print(r.status,r.reason,r.getheader('connection'),len(r.read())>100)
c.request('HEAD','/'); r=c.getresponse(); print(r.status, r.read())
try: c.request('GET','/a b')
except Exception as e: print(repr(e))
try: c.putheader('A','b')
except Exception as e: print(repr(e))
c=http.client.HTTPConnection('127.0.0.1',s.server_port)
c.request('GET','/'); 
try: c.request('GET','/')
except Exception as e: print(repr(e))
c.close()
for h in ['a:b','a:99','[::1]:80']:
    try: c=http.client.HTTPConnection(h); print(c.host,c.port)
    except Exception as e: print(repr(e))
s.shutdown(); s.server_close()
