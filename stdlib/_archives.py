"""Zip and tar archives for shutil: files and folders, nothing else.

What is packed is stored as it is (a gzip file may hold stored blocks); what is unpacked may be
compressed by deflate (RFC 1951). Encrypted, split and 64-bit archives are refused.
"""

import os
import stat
import struct
import time
import zlib


class BadArchive(Exception):
    """The file is no archive of the kind, or of a kind that is not supported."""


def make(format, archive, root_dir, base_dir):
    """Pack base_dir, a folder or file below root_dir."""
    entries = list(_entries(root_dir, base_dir))
    if format == "zip":
        _make_zip(archive, root_dir, entries)
    else:
        _make_tar(archive, root_dir, entries, format == "gztar")


def unpack(format, archive, folder):
    if format == "zip":
        members = _read_zip(archive)
    else:
        members = _read_tar(archive)
    for name, mode, mtime, data, link in members:
        _write_member(folder, name, mode, mtime, data, link)


def _entries(root_dir, base_dir):
    """Names below root_dir, folders before what is in them."""
    start = os.path.normpath(base_dir)
    if start != os.curdir:
        yield start
    top = os.path.join(root_dir, start)
    if not os.path.isdir(top):
        return
    for folder, folders, files in os.walk(top):
        folders.sort()
        for name in sorted(folders + files):
            path = os.path.relpath(os.path.join(folder, name), root_dir)
            yield path


def _write_member(folder, name, mode, mtime, data, link):
    # A name must not lead out of the folder.
    parts = [part for part in name.split("/") if part and part != "."]
    if not parts:
        return
    if ".." in parts or name.startswith("/"):
        raise BadArchive(f"{name!r} would be outside the destination")
    path = os.path.join(folder, *parts)
    if data is None and link is None:
        os.makedirs(path, exist_ok=True)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if link is not None:
        target = os.path.normpath(os.path.join(os.path.dirname("/".join(parts)), link))
        if os.path.isabs(link) or target.startswith(".."):
            raise BadArchive(f"{name!r} would link outside the destination")
        os.symlink(link, path)
        return
    with open(path, "wb") as f:
        f.write(data)
    if mode is not None:
        os.chmod(path, mode & 0o777)
    if mtime is not None:
        os.utime(path, (mtime, mtime))


# ---- zip ---------------------------------------------------------------------------------------

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def _dos_time(seconds):
    moment = time.localtime(seconds)
    year = min(max(moment.tm_year, 1980), 2107)
    date = (year - 1980) << 9 | moment.tm_mon << 5 | moment.tm_mday
    return date, moment.tm_hour << 11 | moment.tm_min << 5 | moment.tm_sec // 2


def _make_zip(archive, root_dir, entries):
    directory = []
    with open(archive, "wb") as out:
        for name in entries:
            path = os.path.join(root_dir, name)
            info = os.stat(path)
            is_folder = stat.S_ISDIR(info.st_mode)
            if not is_folder and not stat.S_ISREG(info.st_mode):
                continue
            data = b""
            if not is_folder:
                with open(path, "rb") as f:
                    data = f.read()
            stored = (name + "/" if is_folder else name).encode("utf-8")
            flags = 0 if stored.isascii() else 0x800
            date, clock = _dos_time(info.st_mtime)
            crc = zlib.crc32(data)
            place = out.tell()
            out.write(
                _LOCAL.pack(
                    b"PK\x03\x04", 20, flags, 0, clock, date, crc, len(data), len(data),
                    len(stored), 0,
                )
            )
            out.write(stored)
            out.write(data)
            attributes = info.st_mode << 16 | (0x10 if is_folder else 0)
            directory.append(
                _CENTRAL.pack(
                    b"PK\x01\x02", 3 << 8 | 20, 20, flags, 0, clock, date, crc, len(data),
                    len(data), len(stored), 0, 0, 0, 0, attributes, place,
                )
                + stored
            )
        start = out.tell()
        for entry in directory:
            out.write(entry)
        size = out.tell() - start
        out.write(
            _END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), size, start, 0)
        )


def _read_zip(archive):
    with open(archive, "rb") as f:
        data = f.read()
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + _END.size > len(data):
        raise BadArchive
    _, _, _, _, count, _, start, _ = _END.unpack_from(data, end)
    at = start
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02":
            raise BadArchive
        (
            _, made_by, _, flags, method, clock, date, crc, packed, size, name_length, extra,
            comment, _, _, attributes, place,
        ) = _CENTRAL.unpack_from(data, at)
        at += _CENTRAL.size
        name = data[at : at + name_length].decode("utf-8" if flags & 0x800 else "cp437")
        at += name_length + extra + comment
        if flags & 1:
            raise BadArchive("encrypted archives are not supported")
        if name.endswith("/"):
            yield name, None, None, None, None
            continue
        if data[place : place + 4] != b"PK\x03\x04":
            raise BadArchive
        header = _LOCAL.unpack_from(data, place)
        begin = place + _LOCAL.size + header[9] + header[10]
        content = data[begin : begin + packed]
        if method == 8:
            content = inflate(content)[0]
        elif method != 0:
            raise BadArchive(f"compression method {method} is not supported")
        if len(content) != size or zlib.crc32(content) != crc:
            raise BadArchive
        yield name, None, None, content, None


# ---- tar ---------------------------------------------------------------------------------------

_BLOCK = 512


def _tar_header(name, info, kind, size, link=b""):
    prefix = b""
    if len(name) > 100:
        cut = name.rfind(b"/", 0, 155)
        if cut < 0 or len(name) - cut - 1 > 100:
            raise ValueError("name is too long for a tar archive")
        prefix, name = name[:cut], name[cut + 1 :]
    header = bytearray(_BLOCK)

    def put(at, value):
        header[at : at + len(value)] = value

    put(0, name)
    put(100, b"%07o\0" % (info.st_mode & 0o7777))
    put(108, b"%07o\0" % min(info.st_uid, 0o7777777))
    put(116, b"%07o\0" % min(info.st_gid, 0o7777777))
    put(124, b"%011o\0" % size)
    put(136, b"%011o\0" % max(int(info.st_mtime), 0))
    put(148, b" " * 8)
    put(156, kind)
    put(157, link[:100])
    put(257, b"ustar\00000")
    put(345, prefix)
    put(148, b"%06o\0 " % sum(header))
    return bytes(header)


def _make_tar(archive, root_dir, entries, compressed):
    out = bytearray()
    for name in ["."] + entries if not entries or entries[0] != "." else entries:
        path = os.path.join(root_dir, name)
        info = os.lstat(path)
        stored = ("./" + name if name != "." else ".").encode("utf-8", "surrogateescape")
        if stat.S_ISDIR(info.st_mode):
            out += _tar_header(stored + b"/", info, b"5", 0)
        elif stat.S_ISLNK(info.st_mode):
            link = os.readlink(path).encode("utf-8", "surrogateescape")
            out += _tar_header(stored, info, b"2", 0, link)
        elif stat.S_ISREG(info.st_mode):
            with open(path, "rb") as f:
                data = f.read()
            out += _tar_header(stored, info, b"0", len(data))
            out += data
            out += bytes(-len(data) % _BLOCK)
    out += bytes(2 * _BLOCK)
    out += bytes(-len(out) % (20 * _BLOCK))
    with open(archive, "wb") as f:
        f.write(_gzip(bytes(out)) if compressed else out)


def _number(field):
    text = field.strip(b"\0 ")
    try:
        return int(text, 8) if text else 0
    except ValueError:
        raise BadArchive from None


def _text(field):
    return field.partition(b"\0")[0].decode("utf-8", "surrogateescape")


def _read_tar(archive):
    with open(archive, "rb") as f:
        data = f.read()
    if data[:2] == b"\x1f\x8b":
        data = _gunzip(data)
    elif data[:3] == b"BZh" or data[:6] == b"\xfd7zXZ\0":
        raise BadArchive("bzip2 and xz archives are not supported")
    at = 0
    long_name = None
    if len(data) < _BLOCK:
        raise BadArchive
    while at + _BLOCK <= len(data):
        header = data[at : at + _BLOCK]
        at += _BLOCK
        if not any(header):
            return
        checked = header[:148] + b" " * 8 + header[156:]
        if _number(header[148:156]) != sum(checked):
            raise BadArchive
        size, kind = _number(header[124:136]), header[156:157]
        content = data[at : at + size]
        at += size + -size % _BLOCK
        if kind == b"L":
            long_name = _text(content)
            continue
        name = _text(header[:100])
        if header[257:262] == b"ustar" and header[345]:
            name = _text(header[345:500]) + "/" + name
        if long_name is not None:
            name, long_name = long_name, None
        mode, mtime = _number(header[100:108]), _number(header[136:148])
        if kind == b"5" or name.endswith("/"):
            yield name, mode, mtime, None, None
        elif kind == b"2":
            yield name, mode, mtime, None, _text(header[157:257])
        elif kind in (b"0", b"\0", b"7"):
            yield name, mode, mtime, content, None
        elif kind in (b"x", b"g"):
            continue
        else:
            raise BadArchive(f"entries of kind {kind!r} are not supported")


# ---- gzip --------------------------------------------------------------------------------------


def _gzip(data):
    """A gzip file (RFC 1952) whose blocks are stored."""
    out = bytearray(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")
    chunks = [data[i : i + 0xFFFF] for i in range(0, len(data), 0xFFFF)] or [b""]
    for i, chunk in enumerate(chunks):
        out += struct.pack("<BHH", i == len(chunks) - 1, len(chunk), len(chunk) ^ 0xFFFF)
        out += chunk
    out += struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return bytes(out)


def _gunzip(data):
    out = bytearray()
    at = 0
    while data[at : at + 2] == b"\x1f\x8b":
        if data[at + 2] != 8:
            raise BadArchive
        flags = data[at + 3]
        at += 10
        if flags & 4:
            at += 2 + struct.unpack_from("<H", data, at)[0]
        for bit in (8, 16):
            if flags & bit:
                at = data.index(b"\0", at) + 1
        if flags & 2:
            at += 2
        part, used = inflate(data[at:])
        at += used
        crc, size = struct.unpack_from("<LL", data, at)
        at += 8
        if crc != zlib.crc32(part) or size != len(part) & 0xFFFFFFFF:
            raise BadArchive
        out += part
    return bytes(out)


# ---- deflate -----------------------------------------------------------------------------------

_LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83,
                99, 115, 131, 163, 195, 227, 258]
_LENGTH_EXTRA = [0] * 8 + [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4 + [5] * 4 + [0]
_DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
                  1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]
_DISTANCE_EXTRA = [0, 0, 0, 0] + [n for n in range(1, 14) for _ in (0, 1)]
_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]


def _codes(lengths):
    """The canonical Huffman code of lengths: symbols by length and code."""
    counts = [0] * 16
    for length in lengths:
        counts[length] += 1
    counts[0] = 0
    code, following = 0, [0] * 16
    for bits in range(1, 16):
        code = (code + counts[bits - 1]) << 1
        following[bits] = code
    table = {}
    for symbol, length in enumerate(lengths):
        if length:
            table[length, following[length]] = symbol
            following[length] += 1
    return table


class _Bits:
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.kept = 0
        self.count = 0

    def take(self, n):
        while self.count < n:
            if self.at >= len(self.data):
                raise BadArchive
            self.kept |= self.data[self.at] << self.count
            self.at += 1
            self.count += 8
        value = self.kept & ((1 << n) - 1)
        self.kept >>= n
        self.count -= n
        return value

    def symbol(self, table):
        code = 0
        for length in range(1, 16):
            code = code << 1 | self.take(1)
            found = table.get((length, code))
            if found is not None:
                return found
        raise BadArchive


def inflate(data):
    """The text of deflated data, and how many bytes it took."""
    bits = _Bits(data)
    out = bytearray()
    last = 0
    while not last:
        last, kind = bits.take(1), bits.take(2)
        if kind == 0:
            bits.kept = bits.count = 0
            length, check = struct.unpack_from("<HH", data, bits.at)
            if length != check ^ 0xFFFF:
                raise BadArchive
            out += data[bits.at + 4 : bits.at + 4 + length]
            bits.at += 4 + length
        elif kind == 1:
            literals = _codes([8] * 144 + [9] * 112 + [7] * 24 + [8] * 8)
            _inflate_block(bits, out, literals, _codes([5] * 30))
        elif kind == 2:
            _inflate_block(bits, out, *_read_codes(bits))
        else:
            raise BadArchive
    return bytes(out), bits.at - bits.count // 8


def _read_codes(bits):
    literal_count, distance_count = bits.take(5) + 257, bits.take(5) + 1
    code_lengths = [0] * 19
    for i in range(bits.take(4) + 4):
        code_lengths[_ORDER[i]] = bits.take(3)
    table = _codes(code_lengths)
    lengths = []
    while len(lengths) < literal_count + distance_count:
        symbol = bits.symbol(table)
        if symbol < 16:
            lengths.append(symbol)
        elif symbol == 16:
            if not lengths:
                raise BadArchive
            lengths += lengths[-1:] * (bits.take(2) + 3)
        else:
            lengths += [0] * (bits.take(3) + 3 if symbol == 17 else bits.take(7) + 11)
    return _codes(lengths[:literal_count]), _codes(lengths[literal_count:])


def _inflate_block(bits, out, literals, distances):
    while True:
        symbol = bits.symbol(literals)
        if symbol < 256:
            out.append(symbol)
            continue
        if symbol == 256:
            return
        if symbol > 285:
            raise BadArchive
        length = _LENGTH_BASE[symbol - 257] + bits.take(_LENGTH_EXTRA[symbol - 257])
        symbol = bits.symbol(distances)
        if symbol > 29:
            raise BadArchive
        distance = _DISTANCE_BASE[symbol] + bits.take(_DISTANCE_EXTRA[symbol])
        if distance > len(out):
            raise BadArchive
        for _ in range(length):
            out.append(out[-distance])
