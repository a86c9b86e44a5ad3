"""Records the public names of CPython's modules, and the signatures of what can be called.

    python3.13 tests/record_names.py

writes tests/library/names/public.files/names.json, with which the program public.py beside that
folder compares what it finds: the modules of the notes, whose names must all be there.
"""

import json
import os
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "library", "names")
sys.path.insert(0, FOLDER)

from public import describe  # noqa: E402

MODULES = """
    io os os.path shutil pathlib glob fnmatch tempfile stat codecs pickle copyreg json json.decoder
    json.encoder struct base64 binascii hashlib hmac zlib gzip zipfile re datetime time calendar
    zoneinfo collections collections.abc itertools contextlib functools urllib.request urllib.parse
    urllib.error urllib.response http http.client http.server http.cookies http.cookiejar socket
    xml.parsers.expat xml.sax xml.sax.handler xml.sax.xmlreader xml.sax.saxutils xml.dom
    xml.dom.minidom xml.etree.ElementTree html html.parser html.entities venv random math operator
    string textwrap copy enum dataclasses typing types abc heapq bisect array statistics pprint
    inspect traceback logging logging.handlers argparse getpass platform warnings atexit weakref gc
    csv configparser tomllib sqlite3 secrets uuid unittest unittest.mock doctest timeit unicodedata
    locale keyword resource
""".split()


def main():
    found = {name: describe(name) for name in MODULES}
    with open(os.path.join(FOLDER, "public.files", "names.json"), "w") as file:
        json.dump(found, file, indent=0, sort_keys=True)
        file.write("\n")


main()
