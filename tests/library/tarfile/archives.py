"""Archives of all formats, written, read, extracted through filters."""

import tarfile, io, os, sys
from tarfile import *
from builtins import open
def t(f):
    try: print(repr(eval(f)), '<-', f)
    except BaseException as e: print(type(e).__module__, type(e).__name__, str(e)[:300], '<-', f)
os.umask(0o022)
os.mkdir('d'); open('d/a.txt','w').write('hello'); open('d/中.txt','w').write('x'*2000); os.symlink('a.txt','d/l'); os.mkdir('d/sub'); open('d/sub/'+'n'*150,'w').write('long')
os.link('d/a.txt','d/hard')
def own(i): i.uid=i.gid=1; i.uname='u'; i.gname='g'; i.mtime=1e9; return i
for fmt in (USTAR_FORMAT,GNU_FORMAT,PAX_FORMAT):
    try:
        with tarfile.open(f'f{fmt}.tar','w',format=fmt) as z: z.add('d',filter=own)
    except ValueError as e: print(fmt, e); continue
    print(fmt, hash(open(f'f{fmt}.tar','rb').read())==0, len(open(f'f{fmt}.tar','rb').read()), __import__('hashlib').md5(open(f'f{fmt}.tar','rb').read()).hexdigest())
    with tarfile.open(f'f{fmt}.tar') as z: t('z.getnames(), [(m.name[:20],m.size,m.mode,m.mtime,m.type,m.linkname,m.uname,m.isdir(),m.isreg(),m.issym(),m.islnk()) for m in z]'); t('z.extractfile("d/a.txt").read(), z.extractfile("d/l").read(), z.extractfile("d/hard").read(), z.extractfile("d"), len(z.extractfile("d/中.txt").read())')
with tarfile.open('z.tgz','w:gz') as z: z.add('d/a.txt','q.txt'); z.addfile(TarInfo('e')); i=TarInfo('b'); i.size=3; z.addfile(i,io.BytesIO(b'abc')); t('z.addfile(i)'); t('z.getnames()'); t('z.extractfile("b")')
with tarfile.open('z.tgz') as z: t('z.getnames(), z.getmember("b").size, z.extractfile("b").read(2)'); t('z.getmember("zz")'); t('z.extract("q.txt","o",filter="data")'); t('open("o/q.txt").read()'); t('z.add("d")'); t('z.extractall("o2",filter="nope")'); t('z.extractall("o2",filter="data")'); t('sorted(os.listdir("o2"))')
t('z.getnames()')
with tarfile.open('z.tgz','r:gz') as z: t('z.next().name, z.next().name, z.next().name, z.next()')
with tarfile.open('z.tgz','r|gz') as z: t('[m.name for m in z]')
with tarfile.open('z.tgz','r|*') as z: t('[(m.name, z.extractfile(m).read()) for m in z]')
b=io.BytesIO()
with tarfile.open(fileobj=b,mode='w|') as z: z.addfile(i,io.BytesIO(b'abc'))
b.seek(0); t('tarfile.open(fileobj=b).getnames()')
with tarfile.open('f2.tar','a') as z: z.addfile(i,io.BytesIO(b'abc'))
t('tarfile.open("f2.tar").getnames()[-1]')
for f in '''tarfile.open()
tarfile.open('nope')
tarfile.open('z.tgz','q')
tarfile.open('z.tgz','r:zz')
tarfile.open('z.tgz','r:')
tarfile.open('f2.tar','r:gz')
tarfile.open(fileobj=io.BytesIO(b''),mode='r:')
tarfile.open(fileobj=io.BytesIO(b'x'*100),mode='r:')
tarfile.open(fileobj=io.BytesIO(b'x'*1000),mode='r:')
tarfile.open(fileobj=io.BytesIO(open('f2.tar','rb').read()[:1300]),mode='r:').getnames()
is_tarfile('z.tgz'), is_tarfile('d/a.txt'), is_tarfile(io.BytesIO(open('f2.tar','rb').read()))
TarFile('z.tgz','q')
TarInfo('a').tobuf()[:10], len(TarInfo('a').tobuf())
TarInfo.frombuf(b'x'*512,'utf-8','strict')
TarInfo.frombuf(b'','utf-8','strict')
TarInfo.frombuf(bytes(512),'utf-8','strict')
TarInfo.frombuf(bytes(5),'utf-8','strict')
tarfile.__all__, tarfile.ENCODING, tarfile.DEFAULT_FORMAT
ReadError.__mro__, FilterError.__mro__'''.split('\n'): t(f)
def evil(name,**k):
    b=io.BytesIO()
    with tarfile.open(fileobj=b,mode='w') as z:
        i=TarInfo(name)
        for a,v in k.items(): setattr(i,a,v)
        z.addfile(i)
    b.seek(0); return tarfile.open(fileobj=b)
R=os.path.realpath('.')
for n,k in [('../x',{}),('/abs',{}),('l',dict(type=SYMTYPE,linkname='/etc')),('l',dict(type=SYMTYPE,linkname='../../x')),('l',dict(type=LNKTYPE,linkname='../x')),('p',dict(type=FIFOTYPE)),('m',dict(mode=0o4777)),('dev',dict(type=CHRTYPE))]:
    try: evil(n,**k).extractall('ev',filter='data'); print(n,'ok')
    except Exception as e: print(n, type(e).__name__, str(e).replace(R,'R'))
print(oct(os.stat('ev/m').st_mode))
import shutil
shutil.make_archive('arch','gztar','d'); t('sorted(tarfile.open("arch.tar.gz").getnames())[:2]'); shutil.unpack_archive('arch.tar.gz','un'); t('sorted(os.listdir("un"))')
