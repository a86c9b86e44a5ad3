# socketpair, datagrams, buffers, descriptors sent over a socket.
import os
import socket

a, b = socket.socketpair()
print(a.family, a.type)
a.sendall(b'abcdef')
print(b.recv(2, socket.MSG_PEEK), b.recv(2), b.recv(100))
place = bytearray(4)
a.send(b'xy')
print(b.recv_into(place), place)
a.send(b'12345678')
print(b.recv_into(memoryview(place)[1:], 2), place, b.recv(6, socket.MSG_WAITALL))
r, w = os.pipe()
socket.send_fds(a, [b'fds'], [w])
data, fds, flags, address = socket.recv_fds(b, 10, 3)
os.write(fds[0], b'through the pipe')
print(data, len(fds), flags, os.read(r, 100))
print(a.sendmsg([b'one', b'two']), b.recvmsg(10))
a.close()
print(b.recv(10))
try:
    b.send(b'x')
    b.send(b'x')
except BrokenPipeError as e:
    print(repr(e))
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as u, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as v:
    u.bind(('127.0.0.1', 0))
    print(v.sendto(b'hello', u.getsockname()))
    data, address = u.recvfrom(100)
    print(data, address == v.getsockname() or address[0])
    v.connect(u.getsockname())
    v.send(b'again')
    print(u.recvfrom_into(place)[0], place)
path = 'sock'
with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
    server.bind(path)
    server.listen()
    client.connect(path)
    c, address = server.accept()
    with c:
        print(server.getsockname(), repr(address), client.getpeername())
        c.send(b'unix')
        print(client.recv(10))
d = socket.socket()
e = d.dup()
print(e.fileno() != d.fileno(), e.family == d.family, d.detach() >= 0, d.fileno())
