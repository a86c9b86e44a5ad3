# Servers and their handlers: streams, datagrams, threads, errors.
import io
import socket
import socketserver
import sys
import threading


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            if line == b'fail\n':
                raise RuntimeError('as asked')
            self.wfile.write(line.upper())


class Reverse(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.read()[::-1])


def ask(address, data):
    with socket.create_connection(address) as s:
        s.sendall(data)
        s.shutdown(socket.SHUT_WR)
        return s.makefile('rb').read()


for kind in (socketserver.TCPServer, socketserver.ThreadingTCPServer):
    with kind(('127.0.0.1', 0), Upper) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.01})
        thread.start()
        print(kind.__name__, ask(server.server_address, b'one\ntwo\n'))
        sys.stderr = io.StringIO()
        print(ask(server.server_address, b'x\nfail\ny\n'))
        server.shutdown()
        thread.join()
    report, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
    print('RuntimeError: as asked' in report, report.count('-' * 40))
with socketserver.UDPServer(('127.0.0.1', 0), Reverse) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.sendto(b'abc', server.server_address)
        print(s.recv(10))
    thread.join()


class Patient(socketserver.TCPServer):
    timeout = 0.02

    def handle_timeout(self):
        print('nobody came')


with Patient(('127.0.0.1', 0), Upper) as server:
    server.handle_request()
with socketserver.UnixStreamServer('path', Upper) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with socket.socket(socket.AF_UNIX) as s:
        s.connect('path')
        s.sendall(b'unix\n')
        print(s.recv(10))
    thread.join()
