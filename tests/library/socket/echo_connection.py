# A server in a thread answers in capitals.
import socket
import threading

server = socket.create_server(('127.0.0.1', 0))
print(server.family, server.type, server.proto, type(server.getsockname()))


def serve():
    connection, address = server.accept()
    with connection, connection.makefile('rwb') as f:
        for line in f:
            f.write(line.upper())
            f.flush()


thread = threading.Thread(target=serve)
thread.start()
with socket.create_connection(server.getsockname(), timeout=5) as s:
    print(s.getpeername() == server.getsockname(), s.gettimeout())
    s.sendall(b'hello\nworld\n')
    s.shutdown(socket.SHUT_WR)
    text = s.makefile('r', encoding='utf-8', newline='\n')
    print(text.mode, text.readline(), text.read())
thread.join()
server.close()
text.close()
print(s.fileno(), server)
big = b'x' * 3_000_000
a, b = socket.socketpair()
sender = threading.Thread(target=lambda: (a.sendall(big), a.close()))
sender.start()
got = bytearray()
while data := b.recv(65536):
    got += data
print(len(got), bytes(got) == big)
b.close()
