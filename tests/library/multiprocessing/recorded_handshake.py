"""The handshake byte by byte, as CPython's ends were once recorded: 3.13 (SHA-256) and 3.8 (MD5)."""

import hashlib
import hmac
import os
import pickle
import socket
import struct
import threading
from multiprocessing import connection
from multiprocessing.connection import Client, Listener
from multiprocessing.managers import BaseManager

KEY = b"abc"
# What a listener of CPython 3.13 asked, and what its client answered.
CHALLENGE = bytes.fromhex(
    "234348414c4c454e4745237b7368613235367d"
    "4f0a5c9b1de2773366b80912d4aa01fe6c3d5e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3"
)
# The same of Python up to 3.11.
OLD_CHALLENGE = b"#CHALLENGE#" + bytes(range(20))


def message(data):
    return struct.pack("!i", len(data)) + data


def read(sock):
    (length,) = struct.unpack("!i", sock.recv(4, socket.MSG_WAITALL))
    return sock.recv(length, socket.MSG_WAITALL)


def play_listener(server, challenge, report):
    """The listener's end, with recorded bytes."""
    sock, _ = server.accept()
    with sock:
        sock.sendall(message(challenge))
        report.append(read(sock).hex())
        sock.sendall(message(b"#WELCOME#"))
        asked = read(sock)[len(b"#CHALLENGE#") :]
        digest = "sha256" if asked.startswith(b"{sha256}") else "md5"
        report.append((asked[:8] if digest == "sha256" else b"", len(asked)))
        answer = hmac.new(KEY, asked, digest).digest()
        sock.sendall(message((b"{sha256}" if digest == "sha256" else b"") + answer))
        report.append(read(sock))
        request = read(sock)
        report.append(pickle.loads(request))
        sock.sendall(message(pickle.dumps(("#RETURN", ("got", 1)), protocol=2)))


for challenge in (CHALLENGE, OLD_CHALLENGE):
    report = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=play_listener, args=(server, challenge, report))
        thread.start()
        with Client(server.getsockname(), authkey=KEY) as client:
            client.send((None, "get_task_queue", (), {}))
            report.append(client.recv())
        thread.join()
    for line in report:
        print(line)


def play_client(address, digest, report):
    """The client's end, as 3.13 (a digest with its name) or 3.8 (MD5 alone) plays it."""
    with socket.create_connection(address) as sock:
        asked = read(sock)[len(b"#CHALLENGE#") :]
        report.append((asked[:8], len(asked)))
        answer = hmac.new(KEY, asked, digest or "md5").digest()
        sock.sendall(message((f"{{{digest}}}".encode() if digest else b"") + answer))
        report.append(read(sock))
        challenge = CHALLENGE if digest else OLD_CHALLENGE
        sock.sendall(message(challenge))
        report.append(read(sock).hex())
        sock.sendall(message(b"#WELCOME#"))
        sock.sendall(message(pickle.dumps(["hello", 1], protocol=2)))
        report.append(pickle.loads(read(sock)))


for digest in ("sha256", "sha384", "sha3_256", "md5", None):
    report = []
    with Listener(("127.0.0.1", 0), authkey=KEY) as listener:
        thread = threading.Thread(target=play_client, args=(listener.address, digest, report))
        thread.start()
        with listener.accept() as served:
            report.append(served.recv())
            served.send({"answer": [1, 2]})
        thread.join()
    for line in report:
        print(digest, line)
