"""Sockets, from the tables of the network."""

import os
from collections import namedtuple

sconn = namedtuple("sconn", "fd family type laddr raddr status pid")
pconn = namedtuple("pconn", "fd family type laddr raddr status")
addr = namedtuple("addr", "ip port")
_STATES = {"01": "ESTABLISHED", "02": "SYN_SENT", "03": "SYN_RECV", "04": "FIN_WAIT1",
           "05": "FIN_WAIT2", "06": "TIME_WAIT", "07": "CLOSE", "08": "CLOSE_WAIT",
           "09": "LAST_ACK", "0A": "LISTEN", "0B": "CLOSING"}
_KINDS = {
    "all": ("tcp", "tcp6", "udp", "udp6", "unix"), "tcp": ("tcp", "tcp6"), "tcp4": ("tcp",),
    "tcp6": ("tcp6",), "udp": ("udp", "udp6"), "udp4": ("udp",), "udp6": ("udp6",),
    "unix": ("unix",), "inet": ("tcp", "tcp6", "udp", "udp6"), "inet4": ("tcp", "udp"),
    "inet6": ("tcp6", "udp6")}


def _address(text, six):
    import socket
    ip, port = text.split(":")
    port = int(port, 16)
    if not port:
        return ()
    raw = bytes.fromhex(ip)
    raw = b"".join(raw[i:i + 4][::-1] for i in range(0, len(raw), 4))
    return addr(socket.inet_ntop(socket.AF_INET6 if six else socket.AF_INET, raw), port)


def _inodes(pid):
    """Descriptors of a process by the inode of their socket."""
    found = {}
    for fd in os.listdir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(f"/proc/{pid}/fd/{fd}")
        except OSError:
            continue
        if target.startswith("socket:["):
            found.setdefault(target[8:-1], []).append((pid, int(fd)))
    return found


def connections(kind, pid=None):
    """Sockets of a kind, of a process or of all."""
    import socket
    if kind not in _KINDS:
        raise ValueError(f"invalid {kind!r} kind argument; valid ones are: "
                         + ", ".join(repr(k) for k in _KINDS))
    owners = {}
    if pid is not None:
        owners = _inodes(pid)
        if not owners:
            return []
    else:
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    owners.update(_inodes(int(name)))
                except OSError:
                    continue
    out = []
    for table in _KINDS[kind]:
        try:
            with open(f"/proc/net/{table}") as f:
                lines = f.read().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            w = line.split()
            if table == "unix":
                if len(w) < 7:
                    continue
                inode, type_ = w[6], socket.SocketKind(int(w[4], 16))
                local, remote, status = w[7] if len(w) > 7 else "", "", "NONE"
                family = socket.AF_UNIX
            else:
                if len(w) < 10:
                    continue
                six = table.endswith("6")
                inode = w[9]
                family = socket.AF_INET6 if six else socket.AF_INET
                type_ = socket.SOCK_STREAM if table.startswith("tcp") else socket.SOCK_DGRAM
                local, remote = _address(w[1], six), _address(w[2], six)
                status = _STATES.get(w[3], "NONE") if table.startswith("tcp") else "NONE"
            if pid is not None and inode not in owners:
                continue
            for owner, fd in owners.get(inode, [(None, -1)]):
                if pid is None:
                    out.append(sconn(fd, family, type_, local, remote, status, owner))
                else:
                    out.append(pconn(fd, family, type_, local, remote, status))
    return out


def net_connections(kind="inet"):
    """The sockets of the machine."""
    return connections(kind)
