"""Damaged input for every decoder and parser: a documented exception, or a result.

`seed` and `rounds` are set by the caller. Of each decoder some good samples are damaged `rounds`
times; any exception but those that it is known to raise ends the run.
"""

import ast
import base64
import binascii
import bz2
import configparser
import csv
import datetime
import decimal
import email
import fractions
import gzip
import html
import html.parser
import http.client
import http.cookies
import io
import json
import lzma
import pickle
import random
import re
import struct
import tarfile
import tomllib
import urllib.parse
import warnings
import xml.dom.minidom
import xml.etree.ElementTree
import xml.parsers.expat
import xml.sax
import zipfile
import zlib
import zoneinfo

warnings.simplefilter("ignore")
rng = random.Random(seed)


def damaged(data):
    """A copy with something wrong, mostly."""
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        at, end = sorted(rng.randint(0, len(data)) for _ in range(2))
        match rng.randrange(8):
            case 0:
                del data[at:]
            case 1:
                del data[at:min(end, at + 4)]
            case 2:
                data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 4)))
            case 3:
                data[at:at] = data[at:min(end, at + 16)]
            case 4 if at < len(data):
                data[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFE, 0xFF))
            case 5 if at < len(data):
                data[at] ^= 1 << rng.randrange(8)
            case 6:
                data[at:at + 4] = struct.pack("<I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
            case 7:
                data[at:at + 4] = struct.pack(">I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
    return bytes(data)


def text_of(data):
    return data.decode("utf-8", "replace")


def zip_sample(method):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("folder/name.txt", b"some text " * 20)
        archive.writestr("other", b"x")
    return target.getvalue()


def tar_sample(mode):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:
        info = tarfile.TarInfo("a" * 120)
        info.size = 30
        archive.addfile(info, io.BytesIO(b"x" * 30))
    return target.getvalue()


def read_zip(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    archive.testzip()
    archive.infolist()


def read_tar(data):
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            if member.isfile() and member.size < 10_000:
                archive.extractfile(member).read()


class Wire:
    """Stands for a socket whose other side sent some bytes."""

    def __init__(self, data):
        self.data = data

    def makefile(self, *args, **kwargs):
        return io.BytesIO(self.data)

    def close(self):
        pass


def read_http(data):
    response = http.client.HTTPResponse(Wire(data))
    response.begin()
    response.getheaders()
    response.read()


def read_html(data):
    parser = html.parser.HTMLParser()
    parser.feed(text_of(data))
    parser.close()
    html.unescape(text_of(data))


def read_csv(data):
    text = text_of(data)
    for options in {}, {"delimiter": ";", "quotechar": "'"}, {"escapechar": "\\", "strict": True}:
        list(csv.reader(io.StringIO(text, newline=""), **options))


def read_config(data):
    parser = configparser.ConfigParser()
    parser.read_string(text_of(data))
    for section in parser.sections():
        parser.items(section)


def read_pattern(data):
    re.compile(text_of(data)).search("abc def 123 aaaa")


def read_format(data):
    form = data.decode("latin-1")
    size = struct.calcsize(form)
    if size < 1000:
        struct.unpack(form, bytes(size))
        struct.pack(form, *struct.unpack(form, bytes(size)))


def read_dates(data):
    text = text_of(data)
    moment = datetime.datetime(2024, 2, 29, 13, 5, 6, 789)
    for action in (lambda: datetime.datetime.strptime("2024-02-29 13:05:06", text), lambda: moment.strftime(text),
                   lambda: datetime.datetime.fromisoformat(text), lambda: datetime.date.fromisoformat(text),
                   lambda: datetime.time.fromisoformat(text)):
        try:
            action()
        except ValueError:
            pass


def read_email(data):
    message = email.message_from_bytes(data)
    for part in message.walk():
        part.get_payload(decode=True)
        part.items()


def read_numbers(data):
    text = text_of(data)
    for make in int, float, complex, decimal.Decimal, fractions.Fraction:
        try:
            make(text)
        except (ValueError, decimal.InvalidOperation, ZeroDivisionError):
            pass


def read_codecs(data):
    for name in ("utf-8", "utf-16", "utf-32", "gb18030", "shift_jis", "big5", "euc-kr", "cp437", "unicode_escape",
                 "raw_unicode_escape", "utf-8-sig"):
        for errors in "strict", "replace", "backslashreplace", "surrogateescape":
            try:
                data.decode(name, errors)
            except (UnicodeError, LookupError):
                pass


def read_xml(data):
    for read in (xml.etree.ElementTree.fromstring, xml.dom.minidom.parseString,
                 lambda data: xml.sax.parseString(data, xml.sax.ContentHandler())):
        try:
            read(data)
        except (xml.etree.ElementTree.ParseError, xml.parsers.expat.ExpatError, xml.sax.SAXException, ValueError, LookupError):
            pass


class Point:
    def __init__(self):
        self.x = [1, {"k": (1.5, None, b"b")}]


objects = [1, "text 中", [1, (2.5, None)], {"k": {1, 2}}, b"bytes" * 30, 10 ** 30, frozenset([1]), range(5), 1 + 2j]
objects.append(objects[:])
RESPONSES = [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n c\r\n\r\nhello",
             b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: v\r\n\r\n",
             b"HTTP/1.0 404 Not Found\r\n\r\nbody", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"]
MAIL = (b"From: =?utf-8?b?w6k=?= <a@b>\nTo: x\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\n"
        b"Content-Transfer-Encoding: base64\n\naGVsbG8=\n--b\nContent-Transfer-Encoding: quoted-printable\n\na=3D=\nb\n--b--\n")
ARCHIVE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error, lzma.LZMAError,
           struct.error, OverflowError)
# Name: samples, what reads them, which exceptions are in order.
READERS = {
    "pickle": ([pickle.dumps(objects, protocol) for protocol in range(6)], pickle.loads,
               (pickle.UnpicklingError, EOFError, ValueError, AttributeError, ImportError, LookupError, TypeError, OverflowError,
                MemoryError)),
    "json": ([json.dumps({"a": [1, 2.5, "x\n\\", None, True, -1e5], "中": {}}).encode(), b"[[[[1]]]]", b'"\\ud83d\\ude00"'],
             json.loads, (ValueError, RecursionError)),
    "struct": ([b"<iHhd5sxxQ", b">2I3f", b"@bP0q", b"=10p?", b"!q"], read_format, (struct.error, UnicodeEncodeError, MemoryError)),
    "zip": ([zip_sample(method) for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)], read_zip, ARCHIVE),
    "tar": ([tar_sample(mode) for mode in ("w", "w:gz", "w:bz2")], read_tar,
            (tarfile.TarError, EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, KeyError)),
    "zlib": ([zlib.compress(b"text " * 50)], zlib.decompress, zlib.error),
    "gzip": ([gzip.compress(b"text " * 50, mtime=0)], gzip.decompress, (OSError, EOFError, zlib.error)),
    "bz2": ([bz2.compress(b"text " * 50)], bz2.decompress, (OSError, ValueError)),
    "lzma": ([lzma.compress(b"text " * 50, preset=0), lzma.compress(b"text " * 50, lzma.FORMAT_ALONE, preset=0)], lzma.decompress,
             lzma.LZMAError),
    "xml": ([b"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE a [<!ENTITY e 'x'>]><a b='c&amp;'><!-- c --><d/>&e;<![CDATA[x]]></a>",
             b"<a xmlns:p='u'><p:b p:c='1'>text &#65; &lt;</p:b><?pi x?></a>"], read_xml, ()),
    "html": ([b"<!DOCTYPE html><p class=a id='b'>x &amp; &#x41; <br/><!-- c --><script>if (a<b) {}</script></p><?x?>"], read_html,
             AssertionError),
    "http": (RESPONSES, read_http, (http.client.HTTPException, ValueError, OSError)),
    "regex": ([rb"(a|b)*?c{2,3}[^\w-]\b(?P<n>\d+)(?=x)(?<!y)\1(?i:z)", rb"^(?:a(?#c)b)+$", rb"[[:alpha:]\\N{DASH}]++(?>a)"], read_pattern,
              (re.error, OverflowError, RecursionError, MemoryError)),
    "csv": ([b'a,"b ""c""",d\r\n1;2,\'x\'\n"multi\nline",z\\,y\n'], read_csv, csv.Error),
    "toml": ([b'a = 1\n[t.u]\nb = ["x", 1.5, 2024-01-01T00:00:00Z]\nc = """m\n"""\n[[l]]\nd = {e = \'f\'}\n'],
             lambda data: tomllib.loads(text_of(data)), (ValueError, RecursionError)),
    "ini": ([b"[DEFAULT]\nx = 1\n[a]\ny = %(x)s z\n  more\nk: v ; c\n# c\n[b]\n"], read_config, configparser.Error),
    "dates": ([b"%Y-%m-%d %H:%M:%S", b"2024-02-29T13:05:06.789+08:00", b"%a %b %j %U %p %z %%", b"20240229T130506Z", b"2024-W09-4"],
              read_dates, re.error),
    "email": ([MAIL], read_email, (ValueError, LookupError)),
    "cookies": ([b'a=b; c="d\\"e"; Path=/; expires=Wed, 01 Jan 2025 00:00:00 GMT'],
                lambda data: http.cookies.SimpleCookie(text_of(data)), http.cookies.CookieError),
    "numbers": ([b"12_345", b"-1.5e+10", b"1/3", b"(1+2j)", b"NaN123", b"0x_1f"], read_numbers, OverflowError),
    "codecs": ([("text 中文 é 😀 ").encode(name) for name in ("utf-8", "utf-16", "utf-32", "gb18030")], read_codecs, ()),
    "base64": ([base64.b64encode(b"some bytes"), base64.b85encode(b"some bytes"), base64.b32encode(b"some bytes"),
                base64.a85encode(b"some bytes", adobe=True)],
               lambda data: [trial(data) for trial in map(quiet, (base64.b64decode, base64.b85decode, base64.b32decode, base64.a85decode,
                                                                  base64.b16decode, binascii.a2b_uu, binascii.a2b_qp, binascii.unhexlify))],
               ()),
    "urls": ([b"http://u:p@[::1]:80/p;q?a=b&c=%20#f", b"//h/%E4%B8%AD?x"],
             lambda data: (urllib.parse.urlsplit(text_of(data)), urllib.parse.urlparse(text_of(data)).port,
                           urllib.parse.parse_qs(text_of(data)), urllib.parse.unquote(text_of(data))), ValueError),
    "source": ([b"def f(a, *b, c=1):\n    return [x for x in a if x] + f'{b!r:>{c}}'\n", b"class A:\n  'd'\n  x: int = 1_0\n", b"match x:\n case [1, *_]: pass\n"],
               lambda data: ast.unparse(ast.parse(data)), (SyntaxError, ValueError, RecursionError, MemoryError)),
    "zones": ([b"TZif2" + bytes(15) + struct.pack(">6I", 0, 0, 0, 0, 1, 4) + struct.pack(">lbb", 3600, 0, 0) + b"CET\0"
               + b"TZif2" + bytes(15) + struct.pack(">6I", 0, 0, 0, 0, 1, 4) + struct.pack(">lbb", 3600, 0, 0) + b"CET\0\nCET-1CEST,M3.5.0,M10.5.0/3\n"],
              lambda data: zoneinfo.ZoneInfo.from_file(io.BytesIO(data)).utcoffset(datetime.datetime(2024, 7, 1)),
              (ValueError, struct.error, IndexError, EOFError, OverflowError, AssertionError, AttributeError, TypeError)),
}


def quiet(read):
    """A reader of base64 and the like, whose only exception is ValueError."""
    def trial(data):
        try:
            return read(data)
        except ValueError:
            return None
    return trial


count = 0
for name, (samples, read, allowed) in READERS.items():
    for sample in samples:
        read(sample)
    for _ in range(rounds):
        data = damaged(rng.choice(samples))
        try:
            read(data)
        except allowed:
            pass
        except Exception as problem:
            raise AssertionError(f"{name}: {data!r} raises {type(problem).__name__}: {problem}") from problem
        count += 1
