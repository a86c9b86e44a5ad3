"""Compression, and the errors of bad data and options."""

import zlib

d = zlib.compress(b'hello' * 100)


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
zlib.compress(b'a',10)
zlib.compress('a')
zlib.compress(b'a',wbits=40)
zlib.decompress(b'abc')
zlib.decompress(d[:-3])
zlib.decompress(d+b'x')
zlib.decompress(d,wbits=-15)
zlib.decompress(d[:-4]+b'abcd')
zlib.decompress(d,wbits=99)
zlib.decompress(d,bufsize=0)
zlib.decompress(d,bufsize=-1)
zlib.compressobj(10)
zlib.compressobj(1,2,40)
zlib.compressobj(1,9)
zlib.compressobj(1,8,99)
zlib.compressobj(zdict='a')
zlib.decompressobj(99)
zlib.decompressobj().decompress(d,-1)
zlib.decompressobj().decompress('x')
zlib.decompressobj().flush(0)
zlib.decompressobj().decompress(b'zz')
zlib.compressobj().flush(9)
zlib.error.__mro__
zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED, zlib.Z_TREES, zlib.Z_BLOCK, zlib.Z_DEFAULT_COMPRESSION
zlib.decompress(zlib.compress(b'x',wbits=31),wbits=47), zlib.decompress(zlib.compress(b'x'),wbits=47), zlib.decompress(zlib.compress(b'x'),wbits=0)
zlib.decompress(b'')
zlib.adler32(b'a',-1)
'''.strip().splitlines():
    show(expression)
