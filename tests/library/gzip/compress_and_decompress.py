"""Bytes compressed and back, and bad data."""

import gzip

d = gzip.compress(b"hello" * 100, mtime=5)


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
d, gzip.compress(b'a',mtime=0), gzip.decompress(d)[:5], gzip.decompress(d+d)[-5:], gzip.decompress(d+b'\0'*10)[:5]
gzip.decompress(b'')
gzip.decompress(b'abc')
gzip.decompress(d[:-3])
gzip.decompress(d[:20])
gzip.decompress(d[:-8]+b'\0'*8)
gzip.decompress(d[:-4]+b'\0'*4)
gzip.decompress(b'\x1f\x8b\x09'+d[3:])
gzip.decompress(d+b'junk')
gzip.open('nope')
gzip.open('x','rt') if 0 else gzip.open('x','tb')
gzip.open('x','rb',encoding='u8')
gzip.open(3)
gzip.GzipFile('x','q')
gzip.GzipFile('x','rt')
gzip.compress('a')
'''.strip().splitlines():
    show(expression)
