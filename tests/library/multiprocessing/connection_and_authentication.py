"""Listeners and clients: messages, wrong keys, garbage."""

import hashlib
import hmac
import os
import socket
import struct
import threading
from multiprocessing import AuthenticationError, connection
from multiprocessing.connection import Client, Listener
from multiprocessing.managers import BaseManager


def accept(listener, results):
    try:
        with listener.accept() as conn:
            conn.send(["hello", conn.recv()])
        results.append("served")
    except Exception as error:
        results.append(f"{type(error).__name__}: {error}")


def with_listener(client):
    results = []
    with Listener(("127.0.0.1", 0), authkey=b"key") as listener:
        thread = threading.Thread(target=accept, args=(listener, results))
        thread.start()
        try:
            client(listener.address)
        except (AuthenticationError, EOFError, OSError) as error:
            print(type(error).__name__)
        thread.join()
    print(results)


def good(address):
    with Client(address, authkey=b"key") as conn:
        conn.send({"a": 1})
        print(conn.recv())


def wrong(address):
    Client(address, authkey=b"other")


def garbage(address):
    with socket.create_connection(address) as sock:
        sock.recv(1000)
        sock.sendall(b"\xff" * 100)
        sock.recv(1000)


def huge(address):
    with socket.create_connection(address) as sock:
        sock.recv(1000)
        sock.sendall(struct.pack("!i", 0x7FFFFFFF))
        sock.recv(1000)


def half(address):
    with socket.create_connection(address) as sock:
        sock.recv(1000)
        sock.sendall(struct.pack("!i", 40) + b"abc")


def old_python(address):
    """The handshake of Python up to 3.11: MD5, without a digest's name."""
    with Client(address) as conn:
        challenge = conn.recv_bytes(256)
        conn.send_bytes(hmac.new(b"key", challenge[len(b"#CHALLENGE#"):], hashlib.md5).digest())
        print(conn.recv_bytes(256))
        message = os.urandom(20)
        conn.send_bytes(b"#CHALLENGE#" + message)
        print(conn.recv_bytes(256) == hmac.new(b"key", message, hashlib.md5).digest())
        conn.send_bytes(b"#WELCOME#")
        conn.send("old")
        print(conn.recv())


for client in (good, wrong, garbage, huge, half, old_python):
    print(client.__name__)
    with_listener(client)
for call in (lambda: Client(("127.0.0.1", 1), authkey="text"), lambda: Listener(5),
             lambda: Listener(family="AF_NO"), lambda: connection.address_type(5)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)


class Manager(BaseManager):
    pass


Manager.register("words", callable=lambda: ["a", "b"])
manager = Manager(address=("127.0.0.1", 0), authkey=b"secret")
manager.start()
print(manager.words().copy(), manager.words().count("a"))
try:
    Manager(address=manager.address, authkey=b"guess").connect()
except AuthenticationError as error:
    print(error)
other = Manager(address=manager.address, authkey=b"secret")
other.connect()
print(other.words().index("b"))
try:
    other.words().index("c")
except ValueError as error:
    print(error)
manager.shutdown()
