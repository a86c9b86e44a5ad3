# IPv6, where the machine has it.
import socket, threading
try:
    s=socket.create_server(('::1',0),family=socket.AF_INET6)
    c=socket.create_connection(('::1',s.getsockname()[1])); k,a=s.accept(); k.send(b'v6'); print(c.recv(5), len(a), a[0], c.getpeername()[0])
except OSError as e: print(e)
print(socket.has_dualstack_ipv6(), socket.getaddrinfo('::1',80,type=1), socket.inet_ntop(10,b'\0'*15+b'\1'), socket.inet_pton(10,'::ffff:1.2.3.4'))
try: socket.socket(socket.AF_INET6).connect(('127.0.0.1',1))
except OSError as e: print(type(e).__name__, e)
try: socket.socket(socket.AF_INET6).connect(('::1',1,2))
except OSError as e: print(type(e).__name__, e)
for ad in [('::1',),('::1',1,-1),('::1',1,1<<21),('::1',1,0,0,0),'x']:
    try: socket.socket(socket.AF_INET6).connect(ad)
    except Exception as e: print(type(e).__name__, e)
