"""A manager's server: clients that send garbage, half a message, a huge length, or a wrong key."""

import socket
import struct
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from multiprocessing.managers import BaseManager


class Numbers:
    def __init__(self):
        self.all = []

    def add(self, n):
        self.all.append(n)
        return len(self.all)


class Manager(BaseManager):
    pass


Manager.register("Numbers", Numbers)


def raw(address, data, close=True):
    sock = socket.create_connection(address)
    sock.settimeout(5)
    head = sock.recv(4)
    (length,) = struct.unpack("!i", head)
    challenge = sock.recv(length)
    print(challenge.startswith(b"#CHALLENGE#"), len(challenge))
    sock.sendall(data)
    if not close:
        sock.shutdown(socket.SHUT_WR)
    try:
        answer = sock.recv(1000)
    except ConnectionResetError:
        answer = b""
    sock.close()
    # It is refused in words or by hanging up, but not served.
    print(b"#WELCOME#" in answer or b"#RETURN" in answer)


if __name__ == "__main__":
    with Manager(address=("127.0.0.1", 0), authkey=b"key") as manager:
        numbers = manager.Numbers()
        print(numbers.add(5))
        raw(manager.address, b"\xff" * 200)
        raw(manager.address, struct.pack("!i", 0x7FFFFFFF) + b"x" * 100)
        raw(manager.address, struct.pack("!i", 40) + b"half", close=False)
        raw(manager.address, struct.pack("!i", 16) + b"\0" * 16)
        raw(manager.address, struct.pack("!i", 10) + b"{sha256}12")
        # A pickle that would be run if it were unpickled before the key is known.
        evil = b"cbuiltins\nprint\n(S'unpickled'\ntR."
        raw(manager.address, struct.pack("!i", len(evil)) + evil)
        try:
            Client(manager.address, authkey=b"other")
        except AuthenticationError as error:
            print("AuthenticationError:", error)
        try:
            other = Manager(address=manager.address, authkey=b"nope")
            other.connect()
        except AuthenticationError as error:
            print("AuthenticationError:", error)
        # One who knows the key, and sends what is no request.
        for request in (b"garbage", b"", struct.pack("!q", 1)):
            with Client(manager.address, authkey=b"key") as client:
                client.send_bytes(request)
                try:
                    kind, result = client.recv()
                    print(kind)
                except EOFError:
                    print("EOFError")
        with Client(manager.address, authkey=b"key") as client:
            client.send((None, "no_such_function", (), {}))
            kind, result = client.recv()
            print(kind, result.strip().splitlines()[-1])
        print(numbers.add(6))
