"""Archives written, read, appended to, damaged, extracted."""

import zipfile, io, os, warnings
from zipfile import *
def t(f):
    try: print(repr(eval(f)), '<-', f)
    except BaseException as e: print(type(e).__module__, type(e).__name__, e, '<-', f)
os.umask(0o022)
DT=(2020,1,2,3,4,6)
def zi(n,c=ZIP_DEFLATED):
    z=ZipInfo(n,DT); z.compress_type=c; z.external_attr=0o644<<16; return z
with ZipFile('a.zip','w') as z:
    z.writestr(zi('a.txt'),'hello '*50); z.writestr(zi('d/b.txt',ZIP_STORED),b'bytes'); z.writestr(zi('中.txt'),'中文'); z.mkdir('e'); z.comment=b'note'
print(open('a.zip','rb').read()[:400] if 0 else len(open('a.zip','rb').read()))
z=ZipFile('a.zip')
for f in '''z.namelist(), z.infolist()
[(i.filename,i.file_size,i.compress_size,i.CRC,i.date_time if i.filename!='e/' else 0,i.flag_bits,i.is_dir(),i.external_attr,i.create_system,i.extract_version) for i in z.infolist()]
z.read('a.txt')[:12], z.read('中.txt').decode(), z.comment, z.testzip(), z.mode, z.filename, z
z.getinfo('x')
z.open('x')
z.read('d/b.txt'), z.getinfo('d/b.txt')
z.open('a.txt','x')
z.printdir() if 0 else 1
z.writestr('x','y')
z.write('a.zip')
z.mkdir('q')
z.extractall('out'), sorted(os.listdir('out'))
is_zipfile('a.zip'), is_zipfile('d/b.txt'), is_zipfile('nope'), is_zipfile(io.BytesIO(b'PK'))
ZipFile('nope.zip')
ZipFile('d/b.txt')
ZipFile(io.BytesIO(b''))
ZipFile(io.BytesIO(open('a.zip','rb').read()[:-30]))
ZipFile('a.zip','q')
ZipFile('a.zip','w',99)
ZipFile('a.zip','x')
ZipInfo('a',(1979,1,1,0,0,0))
ZipInfo('a'), ZipInfo('d/'), ZipInfo('a\\0b').filename
setattr(z,'comment','x')
z.setpassword('x')
z.open('a.txt').read(5), z.open('a.txt').readline()[:10], z.open('a.txt').readlines()[0][:3], list(io.TextIOWrapper(z.open('中.txt'),'utf-8'))
zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.BadZipfile is BadZipFile, zipfile.error is BadZipFile
BadZipFile.__mro__, LargeZipFile.__mro__
zipfile.__all__'''.split('\n'): t(f)
m=z.open('a.txt'); t('m.seek(6), m.read(5), m.tell(), m.seek(0), m.read(3), m.peek(2)[:2], m.seekable(), m.readable(), m.name, m.mode, m.seek(-3,2), m.read(), m.seek(1,1)'); t('m.write(b"")'); m.close(); t('m.read()'); t('m.closed')
z.close(); t('z.read("a.txt")'); t('z.namelist()'); t('z')
os.makedirs("d", exist_ok=True)
with open("d/b.txt", "w") as f: f.write("bytes")
with ZipFile('a.zip','a',ZIP_DEFLATED) as z: z.writestr('new.txt','n'); z.write('d','dd')
with ZipFile('a.zip') as z: t('z.namelist(), z.testzip(), z.read("new.txt"), z.comment')
with ZipFile('b.zip','w') as z:
    with z.open('s.txt','w') as f:
        f.write(b'one'); f.write(b'two'); t('z.writestr("q","q")'); t('z.open("s.txt","w")'); t('z.close()')
    t('f.write(b"x")')
t('ZipFile("b.zip").read("s.txt")')
# damaged
d=bytearray(open('b.zip','rb').read()); i=d.index(b'onetwo'); d[i]=88; open('bad.zip','wb').write(d)
t('ZipFile("bad.zip").testzip()'); t('ZipFile("bad.zip").read("s.txt")')
d=bytearray(open('a.zip','rb').read()); d[0]=0; t('ZipFile(io.BytesIO(d)).read("a.txt")')
# evil names
with ZipFile('evil.zip','w') as z: z.writestr('../../up.txt','x'); z.writestr('/abs.txt','y'); z.writestr('a/../b.txt','z')
with ZipFile('evil.zip') as z:
    for n in z.namelist(): print(n, os.path.relpath(z.extract(n,'safe')))
# prefix
open('pre.zip','wb').write(b'#!/bin/sh\n'+open('b.zip','rb').read()); t('ZipFile("pre.zip").read("s.txt")')
# streaming
class W:
    def __init__(s): s.b=b''
    def write(s,d): s.b+=d; return len(d)
    def flush(s): pass
w=W()
with ZipFile(w,'w',ZIP_DEFLATED) as z: z.writestr(zi('a.txt'),'stream'*10)
t('ZipFile(io.BytesIO(w.b)).read("a.txt")'); t('ZipFile(io.BytesIO(w.b)).getinfo("a.txt").flag_bits')
# encrypted sample made by zip -P
b=io.BytesIO()
with ZipFile(b,'w',compresslevel=9,compression=ZIP_DEFLATED) as z: z.writestr('big',b'x'*100000)
t('ZipFile(b).read("big")==b"x"*100000, ZipFile(b).getinfo("big").compress_size')
P=zipfile.Path('a.zip')
t('[str(x) for x in P.iterdir()], (P/"d").is_dir(), (P/"a.txt").exists(), (P/"a.txt").read_text()[:5], (P/"zz").exists(), P.name, (P/"a.txt").suffix, (P/"a.txt").stem, (P/"d"/"b.txt").parent, P/"a.txt", sorted(x.at for x in P.glob("*.txt")), sorted(x.at for x in P.rglob("*.txt"))')
t('(P/"d").read_text()'); t('(P/"nope").read_text()'); t('list((P/"a.txt").iterdir())')
with warnings.catch_warnings(record=True) as ws:
    warnings.simplefilter('always')
    with ZipFile('dup.zip','w') as z: z.writestr('a','1'); z.writestr('a','2')
    print([str(x.message) for x in ws])
import shutil
shutil.make_archive('arch','zip','d'); t('ZipFile("arch.zip").namelist()'); shutil.unpack_archive('arch.zip','un'); t('os.listdir("un")')
