# Timeouts, sockets that never wait, and other threads that run meanwhile.
import socket
import threading
import time

a, b = socket.socketpair()
a.settimeout(0.05)
print(a.gettimeout(), a.getblocking(), a.timeout)
try:
    a.recv(1)
except TimeoutError as e:
    print(repr(e), e is not None and socket.timeout is TimeoutError)
a.setblocking(False)
print(a.gettimeout(), a.getblocking())
try:
    a.recv(1)
except BlockingIOError as e:
    print(repr(e))
try:
    while True:
        a.send(b'x' * 100000)
except BlockingIOError as e:
    print(repr(e))
a.settimeout(0.05)
try:
    a.sendall(b'x')
except TimeoutError as e:
    print(repr(e))
server = socket.create_server(('127.0.0.1', 0))
server.settimeout(0.05)
try:
    server.accept()
except TimeoutError as e:
    print(repr(e))
socket.setdefaulttimeout(7)
print(socket.socket().gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
counter = 0


def count():
    global counter
    for _ in range(5):
        time.sleep(0.01)
        counter += 1
    c.send(b'done')


c, d = socket.socketpair()
threading.Thread(target=count).start()
print(d.recv(10), counter)
f = d.makefile('rb')
d.settimeout(0.02)
try:
    f.read(1)
except TimeoutError as e:
    print(e)
try:
    f.read(1)
except OSError as e:
    print(e)
for bad in (-1, 'x', float('nan')):
    try:
        d.settimeout(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    socket.create_connection(('127.0.0.1', 1))
except ConnectionRefusedError as e:
    print(e)
try:
    socket.create_connection(('127.0.0.1', 1), all_errors=True)
except ExceptionGroup as e:
    print(e.exceptions)
