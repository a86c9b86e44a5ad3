"""Statements, parameters, functions, and the errors they raise."""

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
c.create_function('bad',0,lambda:1/0)
class Sum:
    def __init__(self): self.n=0
    def step(self,v): self.n+=v
    def finalize(self): return self.n
class WSum(Sum):
    def value(self): return self.n
    def inverse(self,v): self.n-=v
c.create_aggregate('mysum',1,Sum)
c.create_window_function('wsum',1,WSum)
c.create_collation('rev',lambda a,b:(a<b)-(a>b))
class P:
    def __init__(self,x,y): self.x,self.y=x,y
    def __conform__(self,p):
        if p is sqlite3.PrepareProtocol: return f'{self.x};{self.y}'
sqlite3.register_adapter(list,lambda l:','.join(map(str,l)))
sqlite3.register_converter('point',lambda b:tuple(map(int,b.split(b';'))))
class DD(dict):
    def __missing__(self,k): return k+'!'
for f in '''x('create table user (id varchar(20) primary key, name varchar(20))')
cur.execute("insert into user (id, name) values ('1', 'Michael')") is cur, cur.rowcount, cur.lastrowid, c.in_transaction
c.commit(), c.in_transaction
x("insert into user (id, name) values ('1', 'B')")
x('select * from user where id=?',('1',))
x('select * from user where id=:id',{'id':'1'})
cur.execute('select id, name as n from user').description, cur.fetchone(), cur.fetchone(), cur.fetchall()
x('selec')
x('select * from nope')
x('select ?',())
x('select ?',(1,2))
x('select :a',{})
x('select ?',{'a':1})
x('select :a',DD())
x('select ?',([1,2],))
x('select ?',({},))
x('select :a',{'a':object})
x('select ?',(P(1,2),))
x('select ?',5)
x('select ?','a')
x('select ?',(2**63,))
x('select ?,?,?,?,?,?',(1,1.5,'é',b'x',None,True))
x('select ?',('\\ud800',))
x('select 1; select 2')
x('select 1;'), x(''), x('-- c'), x('select 1; -- c')
x("select twice(4), twice('ab')")
x("select bad()")
x("select mysum(a) from (select 1 a union select 2)"), x("select mysum(a) from (select 1 a) where 0")
x("select wsum(a) over (order by a rows 1 preceding) from (select 1 a union select 2 union select 3)")
x("select name from (select 'a' name union select 'b') order by name collate rev")
cur.executemany('insert into user values(?,?)',[('2','B'),('3','C')]).rowcount
cur.executemany('select ?',[(1,)])
cur.execute("update user set name='z'").rowcount, cur.execute('delete from user where id=3').rowcount, cur.execute('select 1').rowcount
cur.executescript('create table t(a integer primary key, b); insert into t(b) values(1); insert into t(b) values(2);') is cur
x('select * from t'), c.total_changes
x('insert into t(a,b) values(1,2)')
cur.execute('insert into t(b) values(5)').lastrowid
x('create table u(a not null check(a>0), b unique)'), x('insert into u values(null,1)'), x('insert into u values(-1,1)'), x('insert into u values(1,1)'), x('insert into u values(1,1)')
c.rollback(), x('select count(*) from t')
c.isolation_level, c.row_factory, c.text_factory, c.autocommit
setattr(c,'isolation_level','x')
setattr(c,'isolation_level',3)
cur.fetchmany(2), cur.arraysize
[r for r in c.execute('select 1 union select 2')]
cur.execute(1)
cur.executescript(1)
c.execute('select 1').fetchmany()
sqlite3.connect('/nonexistent/x.db')
sqlite3.connect(1)
sqlite3.Row(1,2)
sqlite3.complete_statement('select 1;'), sqlite3.complete_statement('select 1'), sqlite3.complete_statement("create trigger a begin select 1;"), sqlite3.complete_statement("create trigger a begin select 1; end;"), sqlite3.complete_statement("select ';"), sqlite3.complete_statement('-- x')
sqlite3.apilevel, sqlite3.paramstyle, sqlite3.threadsafety, sqlite3.PARSE_DECLTYPES, sqlite3.PARSE_COLNAMES
sqlite3.OperationalError.__mro__, sqlite3.IntegrityError.__mro__, sqlite3.InterfaceError.__mro__, sqlite3.Warning.__mro__
list(c.iterdump())
x('select typeof(?)',(bytearray(b'a'),)), x('select typeof(?)',(memoryview(b'a'),))
x('select 1 union all select 2 order by 1 desc limit 1'), x("select date('2015-01-01','+1 day')"), x("select upper('a')||'b'")
x('insert into t(b) values(7) returning a,b')
x('drop table t'), x('drop table t')
x('begin'), c.in_transaction, x('commit'), c.in_transaction
cur.connection is c
c.execute('select 1').close()'''.split('\n'): t(f)
