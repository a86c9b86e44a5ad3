# Connections without sockets, big answers, goodbyes, what goes wrong.
import ssl, socket, threading
D='./'
# memory BIOs
sc=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); sc.load_cert_chain(D+'cert.pem',D+'key.pem'); sc.set_alpn_protocols(['h2','http/1.1'])
cc=ssl.create_default_context(cafile=D+'cert.pem'); cc.set_alpn_protocols(['http/1.1'])
a,b,c,d=[ssl.MemoryBIO() for _ in range(4)]
cl=cc.wrap_bio(a,b,server_hostname='localhost'); sv=sc.wrap_bio(c,d,server_side=True)
def pump(): c.write(b.read()); a.write(d.read())
done=set()
for _ in range(10):
    for n,o in (('c',cl),('s',sv)):
        try: o.do_handshake(); done.add(n)
        except ssl.SSLWantReadError as e:
            if _==0: print(n, type(e).__name__, e.args[0])
    pump()
print(sorted(done), cl.version(), cl.selected_alpn_protocol(), sv.selected_alpn_protocol(), cl.server_side, sv.server_hostname)
print(cl.write(b'hello')); pump(); print(sv.read(100)); sv.write(b'x'*50000); pump()
n=0
while n<50000: n+=len(cl.read(20000))
print(n)
try: cl.read()
except ssl.SSLWantReadError as e: print('want read')
bio=ssl.MemoryBIO(); bio.write(b'abc'); print(bio.pending, bio.read(2), bio.eof); bio.write_eof(); bio.read(); print(bio.eof)
try: bio.write(b'x')
except ssl.SSLError as e: print(type(e).__name__)
# sockets
p,q=socket.socketpair()
def serve():
    try:
        s=sc.wrap_socket(q,server_side=True); print('server got', s.recv(10)); s.sendall(b'y'*200000); s.close()
    except Exception as e: print('server', type(e).__name__)
t=threading.Thread(target=serve); t.start()
s=cc.wrap_socket(p,server_hostname='localhost'); s.sendall(b'hi'); f=s.makefile('rb'); print(len(f.read())); f.close(); s.close(); t.join()
p,q=socket.socketpair(); q.sendall(b'HTTP/1.0 400 Bad\r\n\r\n'*5); 
try: cc.wrap_socket(p,server_hostname='localhost')
except ssl.SSLError as e: print(e.reason, e.args[0])
p,q=socket.socketpair(); q.close()
try: cc.wrap_socket(p,server_hostname='localhost')
except OSError as e: print(type(e).__name__)
p,q=socket.socketpair(); p.settimeout(0.05)
try: cc.wrap_socket(p,server_hostname='localhost')
except TimeoutError as e: print(type(e).__name__, str(e)[-28:])
p,q=socket.socketpair(); p.setblocking(False)
s=cc.wrap_socket(p,server_hostname='localhost',do_handshake_on_connect=False)
try: s.do_handshake()
except ssl.SSLWantReadError: print('want read')
try: cc.wrap_socket(socket.socket(socket.AF_INET,socket.SOCK_DGRAM),server_hostname='x')
except NotImplementedError as e: print(e)
for f in (lambda: cc.wrap_socket(socket.socket(),server_hostname=''), lambda: sc.wrap_socket(socket.socket(),server_side=True,server_hostname='x'), lambda: setattr(cc,'verify_mode',7), lambda: setattr(cc,'minimum_version',5), lambda: cc.set_alpn_protocols(['']), lambda: ssl.create_default_context(5), lambda: ssl.PEM_cert_to_DER_cert('x'), lambda: cc.load_cert_chain(D+'key.pem')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# client certificates
sc.verify_mode=ssl.CERT_REQUIRED; sc.load_verify_locations(D+'cert.pem')
p,q=socket.socketpair()
seen=[]
def serve2():
    try: s=sc.wrap_socket(q,server_side=True); s.recv(5); seen.append('unexpected')
    except ssl.SSLError as e: seen.append(e.reason)
t=threading.Thread(target=serve2); t.start()
try: s=cc.wrap_socket(p,server_hostname='localhost'); s.recv(5)
except OSError as e: print('client', type(e).__name__)
t.join()
print(seen)
