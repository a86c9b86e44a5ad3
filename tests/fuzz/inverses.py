"""Pairs of inverses on made-up values: what one writes the other reads.

`seed` and `rounds` are set by the caller.
"""

import ast
import base64
import binascii
import bz2
import codecs
import configparser
import csv
import decimal
import email.header
import fractions
import gzip
import html
import io
import json
import lzma
import math
import pickle
import quopri
import random
import shlex
import struct
import textwrap
import tomllib
import urllib.parse
import uuid
import xml.etree.ElementTree
import xml.sax.saxutils
import zipfile
import zlib

rng = random.Random(seed)
LETTERS = "abz AZ09_-+/=&?#%;:,.<>\"'\\\n\t{}[]()\u00e9\u4e2d\u6587\U0001f600"


def word(letters=LETTERS, most=12):
    return "".join(rng.choice(letters) for _ in range(rng.randint(0, most)))


def data(most=60):
    return bytes(rng.randrange(256) for _ in range(rng.randint(0, most)))


def number():
    return rng.choice((rng.randint(-5, 5), rng.randint(-2 ** 70, 2 ** 70), rng.uniform(-1e9, 1e9), rng.random() * 10.0 ** rng.randint(-300, 300)))


def plain(depth=0):
    """What JSON has."""
    if depth > 3 or rng.random() < 0.6:
        return rng.choice((None, True, False, number(), word()))
    if rng.random() < 0.5:
        return [plain(depth + 1) for _ in range(rng.randint(0, 4))]
    return {word(): plain(depth + 1) for _ in range(rng.randint(0, 4))}


def anything(depth=0):
    """What pickle and literals have besides."""
    kind = rng.randrange(9)
    if depth > 3 or kind < 3:
        return rng.choice((plain(3), data(), complex(1, rng.randint(-9, 9))))
    inner = [anything(depth + 1) for _ in range(rng.randint(0, 4))]
    match kind:
        case 3 | 4:
            return inner
        case 5:
            return tuple(inner)
        case 6:
            return {rng.choice((word(), number(), data(), (1, word()))): item for item in inner}
        case 7:
            return {word() for _ in inner} | {0}
        case _:
            return bytes(8) + data()


def check(name, got, wanted):
    assert got == wanted, f"{name}: {got!r} is not {wanted!r}"


FORMATS = {"b": 8, "B": 8, "h": 16, "H": 16, "i": 32, "I": 32, "q": 64, "Q": 64}
for _ in range(rounds):
    value = plain()
    for options in {}, {"indent": 2}, {"ensure_ascii": False, "separators": (",", ":")}, {"sort_keys": True}:
        check("json", json.loads(json.dumps(value, **options)), value)
    value = anything()
    for protocol in range(6):
        check("pickle", pickle.loads(pickle.dumps(value, protocol)), value)
    check("literal", ast.literal_eval(repr(value)), value)
    check("unparse", ast.literal_eval(ast.unparse(ast.parse(repr(value), mode="eval"))), value)

    order = rng.choice("<>=!@")
    codes = [rng.choice("bBhHiIqQ") for _ in range(rng.randint(0, 6))]
    numbers = [rng.randrange(2 ** FORMATS[code]) - (2 ** (FORMATS[code] - 1) if code.islower() else 0) for code in codes]
    form = order + "".join(codes) + "d?5s"
    numbers += [rng.uniform(-1e300, 1e300), rng.random() < 0.5, data(5).ljust(5, b"\0")]
    check("struct", list(struct.unpack(form, struct.pack(form, *numbers))), numbers)
    n = rng.randint(-2 ** 100, 2 ** 100)
    check("to_bytes", int.from_bytes(n.to_bytes(14, "little", signed=True), "little", signed=True), n)
    x = number()
    check("float.hex", float.fromhex(float(x).hex()), float(x))
    check("repr", float(repr(float(x))), float(x))
    check("Decimal", decimal.Decimal(str(decimal.Decimal(x))), decimal.Decimal(x))
    check("Fraction", fractions.Fraction(str(fractions.Fraction(x))), fractions.Fraction(x))
    check("frexp", math.ldexp(*math.frexp(x)), float(x))

    octets = data(200)
    for encode, decode in (
        (base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.b32encode, base64.b32decode),
        (base64.b32hexencode, base64.b32hexdecode), (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode),
        (base64.a85encode, base64.a85decode), (base64.z85encode, base64.z85decode), (base64.encodebytes, base64.decodebytes),
        (binascii.hexlify, binascii.unhexlify), (binascii.b2a_base64, binascii.a2b_base64), (zlib.compress, zlib.decompress),
        (gzip.compress, gzip.decompress), (bz2.compress, bz2.decompress), (lambda d: lzma.compress(d, preset=0), lzma.decompress),
        (lambda d: lzma.compress(d, lzma.FORMAT_ALONE, preset=1), lzma.decompress), (bytes.hex, bytes.fromhex),
        (quopri.encodestring, quopri.decodestring), (lambda d: urllib.parse.quote_from_bytes(d), urllib.parse.unquote_to_bytes),
        (lambda d: codecs.encode(d, "hex"), lambda d: codecs.decode(d, "hex")),
    ):
        check("octets", decode(encode(octets)), octets)
    check("uu", binascii.a2b_uu(binascii.b2a_uu(octets[:45])), octets[:45])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", rng.choice((0, 8, 12))) as archive:
        archive.writestr("name", octets)
    check("zip", zipfile.ZipFile(target).read("name"), octets)
    check("uuid", uuid.UUID(str(uuid.UUID(bytes=octets[:16].ljust(16, b"x")))).bytes, octets[:16].ljust(16, b"x"))

    text = word(most=40)
    for name in "utf-8", "utf-16", "utf-32", "utf-8-sig", "gb18030", "unicode_escape":
        check(name, text.encode(name).decode(name), text)
    check("surrogateescape", octets.decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"), octets)
    check("quote", urllib.parse.unquote(urllib.parse.quote(text)), text)
    check("quote_plus", urllib.parse.unquote_plus(urllib.parse.quote_plus(text)), text)
    pairs = [(word() + "k", word() + "v") for _ in range(3)]
    check("urlencode", urllib.parse.parse_qsl(urllib.parse.urlencode(pairs)), pairs)
    check("html", html.unescape(html.escape(text)), text)
    check("saxutils", xml.sax.saxutils.unescape(xml.sax.saxutils.escape(text)), text)
    check("shlex", shlex.split(shlex.join([text, "x", text[:3]])), [text, "x", text[:3]])
    check("repr", ast.literal_eval(repr(text)), text)
    check("ascii", ast.literal_eval(ascii(text)), text)
    line = text.replace("\n", " ").strip() or "x"
    check("indent", textwrap.dedent(textwrap.indent(line, "  ")), line)
    element = xml.etree.ElementTree.Element("a", {"k": line})
    element.text = text
    again = xml.etree.ElementTree.fromstring(xml.etree.ElementTree.tostring(element))
    check("xml", (again.get("k"), again.text or ""), (line.replace("\t", "\t"), text))
    rows = [[word() + "x" for _ in range(3)] for _ in range(3)]
    for options in {}, {"delimiter": ";"}, {"quoting": csv.QUOTE_ALL}, {"doublequote": False, "escapechar": "\\"}, {"dialect": "excel-tab"}:
        target = io.StringIO(newline="")
        csv.writer(target, **options).writerows(rows)
        target.seek(0)
        check("csv", list(csv.reader(target, **options)), rows)
    parser = configparser.RawConfigParser()
    parser.read_dict({"part": {"key": word("abc =:;#", 9).strip() + "x"}})
    target = io.StringIO()
    parser.write(target)
    other = configparser.RawConfigParser()
    other.read_string(target.getvalue())
    check("configparser", other["part"]["key"], parser["part"]["key"])
    check("toml", tomllib.loads("k = " + json.dumps(text.replace("\U0001f600", "")))["k"], text.replace("\U0001f600", ""))
    plain_line = line.replace("\\", "").replace("\t", " ")
    header = email.header.Header(plain_line, "utf-8").encode()
    check("header", str(email.header.make_header(email.header.decode_header(header))).replace("\n", ""), plain_line)
