# Responses that are cut off, too long, or none.
import http.client, socket, threading
def raw(data):
    srv=socket.create_server(('127.0.0.1',0))
    def go():
        k,_=srv.accept(); k.recv(9999); k.sendall(data); k.close(); srv.close()
    threading.Thread(target=go).start()
    c=http.client.HTTPConnection(*srv.getsockname(),timeout=5)
    try:
        c.request('GET','/'); r=c.getresponse(); print(r.status,r.reason,r.length,r.chunked,r.read())
    except Exception as e: print(type(e).__name__, e, repr(e))
raw(b''); raw(b'junk\r\n'); raw(b'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'); raw(b'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabc'); raw(b'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc')
raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'); raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab'); raw(b'HTTP/1.1 200 OK\r\n'+b'A: b\r\n'*200+b'\r\n'); raw(b'HTTP/1.1 200 OK\r\nA: '+b'x'*70000+b'\r\n\r\n'); raw(b'HTTP/1.1 99 OK\r\n\r\n'); raw(b'HTTP/2 200 OK\r\n\r\n'); raw(b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\nx'); raw(b'HTTP/1.0 200\r\n\r\nbody'); raw(b'HTTP/1.1 999999 x\r\n\r\n'); raw(b'x'*70000)
