"""Row factories, converters, transactions, backups, blobs, closing."""

import sqlite3
def t(f):
    """Print what an expression gives or raises."""
    try: print(repr(eval(f)), '<-', f)
    except Exception as e: print(type(e).__module__,type(e).__name__, e, getattr(e,'sqlite_errorname',''), '<-', f)
c=sqlite3.connect(':memory:'); cur=c.cursor()
def x(s,p=()):
    try: return c.execute(s,p).fetchall()
    except Exception as e: return (type(e).__name__,str(e),getattr(e,'sqlite_errorname',''))
c.create_function('twice',1,lambda v:v*2)
class P:
    def __init__(self,x,y): self.x,self.y=x,y
    def __conform__(self,p):
        if p is sqlite3.PrepareProtocol: return f'{self.x};{self.y}'
sqlite3.register_converter('point',lambda b:tuple(map(int,b.split(b';'))))
sqlite3.register_adapter(list,lambda l:','.join(map(str,l)))
c.row_factory=sqlite3.Row
r=c.execute('select 1 as A, 2 as b').fetchone()
for f in '''r['a'], r['B'], r[0], r[-1], r.keys(), tuple(r), len(r), r[0:1], dict(r), list(r), r==r, hash(r)==hash(r)
r['x']
r[5]
r[1.5]'''.split('\n'): t(f)
c.row_factory=lambda cur,row:{d[0]:v for d,v in zip(cur.description,row)}
t("c.execute('select 1 as a').fetchall()")
d=sqlite3.connect(':memory:',detect_types=sqlite3.PARSE_DECLTYPES|sqlite3.PARSE_COLNAMES)
d.execute('create table p(a point, n int)'); d.execute('insert into p values(?,?)',(P(3,4),1)); 
t("d.execute('select a,n from p').fetchall()"); t("d.execute('select \"5;6\" as \"x [point]\"').fetchall()"); t("d.execute('select \"5;6\" as \"x [point]\"').description")
d.text_factory=bytes; t("d.execute('select \"a\"').fetchall()")
d.text_factory=lambda b:b.decode()+'!'; t("d.execute('select \"a\"').fetchall()")
with sqlite3.connect(':memory:') as e:
    e.execute('create table t(a)'); e.execute('insert into t values(1)')
t('e.in_transaction, e.execute("select * from t").fetchall()')
try:
    with e: e.execute('insert into t values(2)'); raise KeyError
except KeyError: pass
t('e.execute("select * from t").fetchall()')
f2=sqlite3.connect(':memory:'); e.backup(f2); t('f2.execute("select * from t").fetchall()')
t('e.backup(e)'); t('e.backup(3)')
e.backup(f2,pages=1,progress=lambda s,r,t:print(s,r,t))
e.execute('create table bl(b blob)'); e.execute('insert into bl values(zeroblob(10))')
with e.blobopen('bl','b',1) as bl:
    bl.write(b'hello'); bl[5]=33; bl.seek(0); t('bl.read(6), len(bl), bl.tell(), bl[0], bl[0:5], bl[-1]'); t('bl.write(b"x"*20)'); t('bl[20]')
t('bl.read()')
t("e.execute('select * from bl').fetchone()")
t("e.blobopen('bl','nope',1)")
log=[]; e.set_trace_callback(log.append); e.execute('select ?',(5,)); e.set_trace_callback(None); t('log')
e.set_progress_handler(lambda:1,10); t("e.execute('with recursive r(x) as (select 1 union all select x+1 from r limit 100000) select count(*) from r').fetchall()"); e.set_progress_handler(None,0)
t('len(e.serialize())>0'); g=sqlite3.connect(':memory:'); g.deserialize(e.serialize()); t('g.execute("select * from t").fetchall()')
e.close(); t('e.execute("select 1")'); t('e.close()'); t('e.commit()')
cur.close(); t('cur.execute("select 1")'); t('cur.fetchone()')
h=sqlite3.connect(':memory:',autocommit=False); t('h.in_transaction'); h.execute('create table t(a)'); h.commit(); t('h.in_transaction'); h.rollback(); h.close()
h=sqlite3.connect(':memory:',isolation_level=None); h.execute('create table t(a)'); h.execute('insert into t values(1)'); t('h.in_transaction')
t("sqlite3.connect(':memory:',isolation_level='bad')"); t("sqlite3.connect(':memory:',autocommit=3)")
class MyC(sqlite3.Connection):
    def hi(self): return 'hi'
class MyCur(sqlite3.Cursor): pass
m=sqlite3.connect(':memory:',factory=MyC); t('m.hi(), type(m.cursor(MyCur)).__name__'); t('m.cursor(int)')
t('sqlite3.adapt(3)'); t('sqlite3.adapt(object())'); t('sqlite3.adapt([1,2])')
