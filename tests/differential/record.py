"""Writes table.out: for each row of table.txt what CPython 3.13 makes of its Python half.

A line is the repr of the value, or the exception's type and message. `record.py --check` writes
nothing and reports differences. Values that differ from run to run have no place in the table.
"""

import importlib
import os
import pathlib
import sys
import tempfile

MODULES = (
    'base64 binascii bisect cmath collections copy datetime decimal errno fnmatch fractions '
    'functools hashlib heapq hmac io itertools json keyword math operator os pickle queue random '
    're statistics string struct sys textwrap time types unicodedata zlib html urllib.parse'
).split()


def rows(text):
    """The Python halves of the table's rows."""
    for line in text.splitlines():
        if line and not line.startswith('#'):
            yield line.split(' ||| ')[0]


def result(source):
    """One line of the record."""
    names = {}
    for module in MODULES:
        importlib.import_module(module)
        top = module.split('.')[0]
        names[top] = sys.modules[top]
    try:
        return repr(eval(source, names))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def main():
    """Record or check."""
    here = pathlib.Path(__file__).resolve().parent
    table = (here / 'table.txt').read_text(encoding='utf-8')
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        lines = [result(source).replace('\n', '\\n') for source in rows(table)]
        os.chdir('/')
    text = ''.join(line + '\n' for line in lines)
    record = here / 'table.out'
    if '--check' in sys.argv:
        same = record.read_text(encoding='utf-8') == text
        print('same' if same else 'different')
        sys.exit(0 if same else 1)
    record.write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
