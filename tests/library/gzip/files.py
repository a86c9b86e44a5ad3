"""Files written and read, as text and as bytes."""

import gzip, io


def t(f):
    """Print what an expression gives or raises."""
    try: print(repr(eval(f)), "<-", f)
    except BaseException as e: print(type(e).__name__, str(e)[:300], "<-", f)


d = gzip.compress(b"hello" * 100, mtime=5)
with gzip.open('a.gz','wt',encoding='utf-8') as f: f.write('第一行\nline2\n')
with gzip.open('a.gz','rt',encoding='utf-8') as f: t('f.readline(), f.read()')
with gzip.open('a.gz') as f: t('f.read(3), f.tell(), f.seek(0), f.readlines(), f.seekable(), f.readable(), f.writable(), f.mode, f.name, f.closed'); t('f.write(b"x")'); t('f.peek(1)'); t('f.seek(3), f.read1(2)')
t('f.closed'); t('f.read()')
b=io.BytesIO()
with gzip.GzipFile('nm.gz','wb',fileobj=b,mtime=1) as f: f.write(b'abc'); f.seek(6); f.write(b'd'); t('f.tell()'); t('f.read()'); t('f.seek(0)')
t('b.getvalue()'); b.seek(0); t('gzip.GzipFile(fileobj=b).read()')
with open('a.gz','ab') as f: f.write(gzip.compress(b'more'))
t("gzip.open('a.gz').read()"); t("list(gzip.open('a.gz'))"); g=gzip.GzipFile(fileobj=io.BytesIO(d)); g.read(); t('g.mtime')
t('gzip.BadGzipFile.__mro__'); t('gzip.__all__')
