"""The exercises of the lessons that are in Rhai's notation, done in Python.

CPython's output is what the exercises' `output` blocks have to say; Rhai's true and false are written
in its way. It needs the packages that the lessons are about: Pillow, requests, chardet and psutil.
"""

import base64
import hashlib
import hmac
import html
import itertools
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter, deque
from datetime import date
from urllib import parse

import chardet
import psutil
import requests
from PIL import Image, ImageDraw


def begin(name):
    print("== " + name, flush=True)


begin("line-lengths")
for line in ["alpha\n", "be\n", "\n", "gamma!\n"]:
    print(len(line.strip()))

begin("numbers")
print(re.findall(r"\d+", "3 pens, 12 books, 100 pages"))

begin("year-month")
found = re.search(r"(\d{4})-(\d{2})", "on 2015-06-01")
print(found.group(1), found.group(2))

begin("plus-one")
print(re.sub(r"\d+", lambda m: str(int(m.group()) + 1), "1 and 9 and 41"))

begin("february")
print((date(2024, 3, 1) - date(2024, 2, 1)).days)

begin("from-the-left")
line = deque()
for number in range(1, 4):
    line.appendleft(number)
print(line)

begin("most-common")
print(*Counter("mississippi").most_common(1)[0])

begin("decode")
print(base64.b64decode("5L2g5aW9").decode("utf-8"))

begin("both-orders")
print(struct.unpack(">H", b"\x01\x02")[0], struct.unpack("<H", b"\x01\x02")[0])

begin("short-digest")
print(hashlib.sha256("abc".encode("utf-8")).hexdigest()[:8])

begin("sign-rhai")
print(len(hmac.new(b"k", b"data", "sha1").hexdigest()))

begin("sevens")
print(list(itertools.islice(itertools.count(7, 7), 4)))

begin("door")


class Door:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, value, trace):
        print("shut")
        return False


with Door():
    print("inside")

begin("name")
print(parse.parse_qs(parse.urlparse("http://a.com/x?name=Bob").query)["name"][0])

begin("count-b")
print(len(ET.fromstring("<a><b/><c><b/></c></a>").findall(".//b")))

begin("unescape")
print(html.unescape("caf&eacute; = caf&#233;"))

begin("turned")
print(Image.new("RGB", (30, 10)).rotate(90, expand=True).size)

begin("white")
image = Image.new("L", (10, 10), 0)
ImageDraw.Draw(image).rectangle((2, 2, 5, 5), fill=255)
print(image.histogram()[255])

begin("with-params")
print(requests.Request("GET", "http://a.com/x", params={"k": "v"}).prepare().url)

begin("detect")
print(chardet.detect("春眠不觉晓，处处闻啼鸟".encode("utf-8"))["encoding"].lower())

begin("in-pids")
print(str(os.getpid() in psutil.pids()).lower())

begin("inside")
# The packages may stand in an environment: the question is put to the interpreter outside of it.
question = "import sys; print(str(sys.prefix != sys.base_prefix).lower())"
subprocess.run([sys._base_executable, "-c", question])
