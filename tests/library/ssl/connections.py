# Connections over TLS, good and bad ones; the certificate lies beside.
import ssl, socket, threading, os, http.server, urllib.request
D='.'
def serve(ctx, n):
    s=socket.create_server(('127.0.0.1',0))
    def go():
        for _ in range(n):
            c,_a=s.accept()
            try:
                t=ctx.wrap_socket(c,server_side=True)
                d=t.recv(100); t.sendall(d.upper()); t.close()
            except (OSError) as e: c.close()
    th=threading.Thread(target=go,daemon=True); th.start(); return s.getsockname()
sc=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); sc.load_cert_chain(D+'/cert.pem',D+'/key.pem')
addr=serve(sc,9)
def try_(ctx,name='localhost'):
    try:
        with socket.create_connection(addr) as s:
            with ctx.wrap_socket(s,server_hostname=name) as t:
                t.sendall(b'hello'); print(t.recv(10), t.version(), t.cipher(), bool(t.getpeercert(True)), t.getpeercert())
    except Exception as e: print(type(e).__name__, e, getattr(e,'verify_code',None), getattr(e,'reason',None))
c=ssl.create_default_context(cafile=D+'/cert.pem'); try_(c); try_(c,'other.example'); try_(c,'127.0.0.1')
c=ssl.create_default_context(); try_(c)
c.check_hostname=False; c.verify_mode=ssl.CERT_NONE; try_(c); try_(c,None)
c=ssl.create_default_context(cafile=D+'/cert.pem'); c.maximum_version=ssl.TLSVersion.TLSv1_2; try_(c)
print(c.verify_mode,c.check_hostname,repr(c.verify_mode),repr(c.minimum_version),repr(c.protocol))
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
c2=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
t(lambda: setattr(c2,'verify_mode',ssl.CERT_NONE)); t(lambda: c2.wrap_socket(socket.socket())); t(lambda: c2.load_verify_locations()); t(lambda: c2.load_verify_locations('/nope')); t(lambda: c2.load_cert_chain('/nope')); t(lambda: c2.load_verify_locations(cadata='x'));t(lambda: c2.load_verify_locations(cadata=b'x'));t(lambda: ssl.SSLContext(99)); t(lambda: ssl.SSLSocket())
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self,*a): pass
    def do_GET(self): self.send_response(200); self.send_header('Content-Length','2'); self.end_headers(); self.wfile.write(b'ok')
hs=http.server.HTTPServer(('127.0.0.1',0),H); hs.socket=sc.wrap_socket(hs.socket,server_side=True); threading.Thread(target=hs.serve_forever,daemon=True).start()
u='https://localhost:%d/'%hs.server_port
print(urllib.request.urlopen(u,context=ssl.create_default_context(cafile=D+'/cert.pem')).read())
try: urllib.request.urlopen(u)
except Exception as e: print(type(e).__name__, e)
print(ssl.PEM_cert_to_DER_cert(ssl.DER_cert_to_PEM_cert(b'abc')), ssl.cert_time_to_seconds('Jan  5 09:34:43 2018 GMT'))
