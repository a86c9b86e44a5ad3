"""uuid: universally unique identifiers (RFC 9562), versions 1, 3, 4 and 5.

The address of the hardware comes from /sys/class/net; without one a random number stands for it,
as the standard has it. Left out: the commands that CPython asks on other systems.
"""

import os
from enum import Enum



class SafeUUID(Enum):
    """Whether a UUID was made so that no two processes can make the same."""

    safe = 0
    unsafe = -1
    unknown = None


RESERVED_NCS = "reserved for NCS compatibility"
RFC_4122 = "specified in RFC 4122"
RESERVED_MICROSOFT = "reserved for Microsoft compatibility"
RESERVED_FUTURE = "reserved for future definition"

int_ = int
bytes_ = bytes


class UUID:
    """A number of 128 bits; it cannot change."""

    __slots__ = ("int", "is_safe", "__weakref__")

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None,
                 *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be "
                            "given")
        if hex is not None:
            hex = hex.replace("urn:", "").replace("uuid:", "")
            hex = hex.strip("{}").replace("-", "")
            if len(hex) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = int_(hex, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            assert isinstance(bytes_le, bytes_), repr(bytes_le)
            bytes = (bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:])
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            assert isinstance(bytes, bytes_), repr(bytes)
            int = int_.from_bytes(bytes)
        if fields is not None:
            if len(fields) != 6:
                raise ValueError("fields is not a 6-tuple")
            sizes = (32, 16, 16, 8, 8, 48)
            int = 0
            for at, (value, bits) in enumerate(zip(fields, sizes), start=1):
                if not 0 <= value < 1 << bits:
                    raise ValueError(f"field {at} out of range (need a {bits}-bit value)")
                int = int << bits | value
        if int is not None and not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        object.__setattr__(self, "int", int)
        object.__setattr__(self, "is_safe", is_safe)

    def __getstate__(self):
        state = {"int": self.int}
        if self.is_safe != SafeUUID.unknown:
            state["is_safe"] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, "int", state["int"])
        object.__setattr__(self, "is_safe", SafeUUID(state["is_safe"]) if "is_safe" in state
                           else SafeUUID.unknown)

    def __eq__(self, other):
        if isinstance(other, UUID):
            return self.int == other.int
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, UUID):
            return self.int < other.int
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, UUID):
            return self.int > other.int
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, UUID):
            return self.int <= other.int
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, UUID):
            return self.int >= other.int
        return NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, str(self))

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    def __str__(self):
        text = "%032x" % self.int
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

    @property
    def bytes(self):
        """The 16 bytes."""
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        """The 16 bytes, the first three fields with their lowest byte first."""
        data = self.bytes
        return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]

    @property
    def fields(self):
        """The six fields."""
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant,
                self.clock_seq_low, self.node)

    @property
    def time_low(self):
        """The first 32 bits."""
        return self.int >> 96

    @property
    def time_mid(self):
        """The next 16 bits."""
        return self.int >> 80 & 0xFFFF

    @property
    def time_hi_version(self):
        """The next 16 bits."""
        return self.int >> 64 & 0xFFFF

    @property
    def clock_seq_hi_variant(self):
        """The next 8 bits."""
        return self.int >> 56 & 0xFF

    @property
    def clock_seq_low(self):
        """The next 8 bits."""
        return self.int >> 48 & 0xFF

    @property
    def time(self):
        """The 60 bits of the time."""
        return (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        """The 14 bits of the sequence."""
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low

    @property
    def node(self):
        """The last 48 bits."""
        return self.int & 0xFFFFFFFFFFFF

    @property
    def hex(self):
        """32 hexadecimal digits."""
        return "%032x" % self.int

    @property
    def urn(self):
        """The URN."""
        return "urn:uuid:" + str(self)

    @property
    def variant(self):
        """Which standard tells the layout."""
        if not self.int & 0x8000 << 48:
            return RESERVED_NCS
        if not self.int & 0x4000 << 48:
            return RFC_4122
        if not self.int & 0x2000 << 48:
            return RESERVED_MICROSOFT
        return RESERVED_FUTURE

    @property
    def version(self):
        """The version; None where RFC 4122 is not the standard."""
        if self.variant == RFC_4122:
            return self.int >> 76 & 0xF


def _hardware_address():
    """The address of a network card, None if there is none to be found."""
    try:
        names = sorted(os.listdir("/sys/class/net"))
    except OSError:
        return None
    local = None
    for name in names:
        try:
            with open(f"/sys/class/net/{name}/address") as file:
                address = int(file.read().strip().replace(":", ""), 16)
        except (OSError, ValueError):
            continue
        if not address:
            continue
        if not address >> 40 & 2:
            return address
        local = local or address
    return local


_node = None


def getnode():
    """The hardware address as a number, a random one with the multicast bit if there is none."""
    global _node
    if _node is None:
        _node = _hardware_address()
        if _node is None:
            import random
            _node = random.getrandbits(48) | 1 << 40
    return _node


_last_timestamp = None


def uuid1(node=None, clock_seq=None):
    """A UUID of the host, a sequence number and the time."""
    global _last_timestamp
    import time
    # 100 ns since 1582-10-15.
    timestamp = time.time_ns() // 100 + 0x01B21DD213814000
    if _last_timestamp is not None and timestamp <= _last_timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    if clock_seq is None:
        import random
        clock_seq = random.getrandbits(14)
    fields = (timestamp & 0xFFFFFFFF, timestamp >> 32 & 0xFFFF, timestamp >> 48 & 0x0FFF,
              clock_seq >> 8 & 0x3F, clock_seq & 0xFF, getnode() if node is None else node)
    return UUID(fields=fields, version=1)


def _named(namespace, name, algorithm, version):
    """A UUID of a hash."""
    import hashlib
    if isinstance(name, str):
        name = name.encode()
    digest = hashlib.new(algorithm, namespace.bytes + name, usedforsecurity=False).digest()
    return UUID(bytes=digest[:16], version=version)


def uuid3(namespace, name):
    """A UUID of the MD5 hash of a namespace and a name."""
    return _named(namespace, name, "md5", 3)


def uuid4():
    """A random UUID."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """A UUID of the SHA-1 hash of a namespace and a name."""
    return _named(namespace, name, "sha1", 5)


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")


def main():
    """`python -m uuid`: print a UUID."""
    import argparse
    makers = {"uuid1": uuid1, "uuid3": uuid3, "uuid4": uuid4, "uuid5": uuid5}
    parser = argparse.ArgumentParser(
        description="Generates a uuid using the selected uuid function.")
    parser.add_argument("-u", "--uuid", choices=makers.keys(), default="uuid4",
                        help="The function to use to generate the uuid. By default uuid4 "
                             "function is used.")
    parser.add_argument("-n", "--namespace",
                        help="The namespace is a UUID, or '@ns' where 'ns' is a well-known "
                             "predefined UUID addressed by namespace name. Such as @dns, @url, "
                             "@oid, and @x500. Only required for uuid3/uuid5 functions.")
    parser.add_argument("-N", "--name",
                        help="The name used as part of generating the uuid. Only required for "
                             "uuid3/uuid5 functions.")
    args = parser.parse_args()
    if args.uuid in ("uuid1", "uuid4"):
        print(makers[args.uuid]())
        return
    if not args.namespace or not args.name:
        parser.error(f"Incorrect number of arguments. {args.uuid} requires a namespace and a "
                     "name. Run 'python -m uuid -h' for more information.")
    known = {"@dns": NAMESPACE_DNS, "@url": NAMESPACE_URL, "@oid": NAMESPACE_OID,
             "@x500": NAMESPACE_X500}
    namespace = known[args.namespace] if args.namespace in known else UUID(args.namespace)
    print(makers[args.uuid](namespace, args.name))


if __name__ == "__main__":
    main()
