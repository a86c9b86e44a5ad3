# Requests and responses that nobody should send.
import http.server, http.client, socket, threading, sys, time, io, email, http.cookies, urllib.parse, requests
sys.stderr = io.StringIO()
class H(http.server.BaseHTTPRequestHandler):
    protocol_version='HTTP/1.1'
    def log_message(self,*a): pass
    def version_string(self): return 'T'
    def date_time_string(self,timestamp=None): return 'D'
    def do_GET(self): self.send_response(200); self.send_header('Content-Length','0'); self.end_headers()
s=http.server.ThreadingHTTPServer(('127.0.0.1',0),H); threading.Thread(target=s.serve_forever,daemon=True).start()
def send(data):
    with socket.create_connection(s.server_address,timeout=5) as c:
        try:
            c.sendall(data); c.shutdown(socket.SHUT_WR)
            r=b''
            while d:=c.recv(65536): r+=d
        except OSError as e: return type(e).__name__
    return r.split(b'\r\n')[0], len(r)
for d in [b'',b'\r\n',b'GET\r\n',b'GET / HTTP/9.9\r\n\r\n',b'GET / HTTP/1.x\r\n\r\n',b'GET / FTP/1.1\r\n\r\n',b'GET /\r\n',b'POST /\r\n\r\n',b'GET / HTTP/1.1\r\n'+b'A: b\r\n'*300+b'\r\n',b'GET / HTTP/1.1\r\nA: '+b'x'*70000+b'\r\n\r\n',b'GET /'+b'x'*70000+b' HTTP/1.1\r\n\r\n',b'NOPE / HTTP/1.1\r\n\r\n',b'GET / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n',b'\xff\xfe\x00 / HTTP/1.1\r\n\r\n',b'GET / HTTP/1.1\r\nno colon\r\n\r\n',b'GET / HTTP/1.1111111111111.1\r\n\r\n',b'GET / HTTP/3.0\r\n\r\n',b'a b c d\r\n\r\n']:
    print(d[:30], send(d))
def raw(data, f):
    srv=socket.create_server(('127.0.0.1',0))
    def go():
        k,_=srv.accept(); k.recv(9999)
        try: k.sendall(data); k.close()
        except OSError: pass
        srv.close()
    threading.Thread(target=go).start()
    try: print(f('http://127.0.0.1:%d/'%srv.getsockname()[1]))
    except Exception as e: print(type(e).__name__, str(e)[:90])
import urllib.request
for d in [b'HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\n\r\n', b'HTTP/1.1 302 F\r\nLocation: \r\n\r\n', b'HTTP/1.1 302 F\r\n\r\n', b'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08', b'HTTP/1.1 200 OK\r\n\r\n\xff\xfe', b'HTTP/1.1 2\xff0 OK\r\n\r\n']:
    raw(d, lambda u: urllib.request.urlopen(u,timeout=5).read())
    raw(d, lambda u: requests.get(u,timeout=5).text)
t=time.time()
m=email.message_from_string('Content-Type: multipart/mixed; boundary=a\n\n'+'--a\nContent-Type: multipart/mixed; boundary=a\n\n'*500); print(len(m.defects)>0)
d='\n'.join('Content-Type: multipart/mixed; boundary=b%d\n\n--b%d'%(i,i) for i in range(300)); m=email.message_from_string(d+'\n\nx'); print(type(m.get_payload()).__name__)
from email.utils import getaddresses, parseaddr
print(len(getaddresses(['('*5000])), parseaddr('"'*3000), len(getaddresses([', '*3000])))
http.cookies.SimpleCookie('a'*20000); http.cookies.SimpleCookie('a="'+'\\'*20000)
print(urllib.parse.unquote('%'*50000)==('%'*50000), len(urllib.parse.parse_qsl('&'*100000)))
from email.header import decode_header
print(len(decode_header('=?utf-8?q?'+'a'*20000+'?=')))
