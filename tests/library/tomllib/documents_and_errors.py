"""A document with everything, and texts that are not TOML."""

import tomllib, io
from decimal import Decimal
good='''# c
title = "TOML"
[owner]
name = 'Tom' # x
dob = 1979-05-27T07:32:00-08:00
d2 = 1979-05-27 07:32:00.999999999
d = 1979-05-27
t = 07:32:00
[database]
ports = [ 8000, 8001,
 8002, ] 
data = [ ["delta", "phi"], [3.14] ]
temp = { cpu = 79.5, case = 72.0, a.b = 1 }
[servers.alpha]
ip = "10.0.0.1"
[servers]
x.y.z = 1
x.y.w = 2
"quoted key".'lit' = true
[[products]]
name = "Hammer"
[[products]]
[products.sub]
a=1
[[products.list]]
k=2
[misc]
h=0xDEAD_BEEF
o=0o755
b=0b1101
i=1_000
f=-1e-3
inf=inf
ninf=-inf
neg=-17
plus=+99
u="\\u00e9 \\U0001F600 \\t\\n\\"\\\\"
m="""
a
b\\
   c "q" """
l=\'\'\'
x'y\\n\'\'\'
e=""
q=""""a""""
false=false
'''
print(tomllib.loads(good)); print(tomllib.load(io.BytesIO(good.encode())))
print(tomllib.loads('a=1.10',parse_float=Decimal))
bad=['a','a=','a = ','=1','a=1 b=2','a=1\na=2','[a]\n[a]','[a','[[a]','a=[1,2','a={b=1','a={b=1,}','a={b=1,b=2}','a="x','a="\\q"','a="\\u12"','a="\\ud800"',"a='x",'a="""x',"a='''x",'a=2015-13-01','a=2015-02-30','a=25:00:00','a=tru','a=1__0','a=01','a=0x','a="\x01"','a=1\n[a]','a=1\na.b=2','[a]\nb=1\n[a.b]','a={b=1}\n[a.c]','a={b=1}\na.c=1','a=[]\n[[a]]','[[a]]\n[a]','[a]\n[[a]]','[a.b]\n[a]\nb.c=1','a.b=1\n[a]','a.b=1\na.c=2','[t]\na.b=1\n[t.a]','[t]\na.b=1\n[t.a.c]','!','a b=1','a.=1','a=1 # \x00','a = "a\nb"',"a='a\nb'",'\ufeffa=1','a=[1 2]','a={b 1}','a=nan1','a=+','a=1.','a=.5','a=1e','[a]]','[ a . b ]\nc=1','["a"."b"]\n','a=1\r\nb=2','a=1\rb=2','a={a=1\n}','a=[{a=1},{b=2}]\n[a.c]','fruit=[]\n[[fruit]]', '[[a.b]]\n[a]','a=[[1],]\n','a=1979-05-27T07:32:00z','a=1979-05-27 07:32','"a"=1','\'a b\'=1','""=1','a."".b=1','1=2','1.2=3','-=1']
for b in bad:
    try: print(repr(b),tomllib.loads(b))
    except Exception as e: print(repr(b),type(e).__name__,e)
for b in [3, None]:
    try: tomllib.loads(b)
    except Exception as e: print(type(e).__name__,e)
try: tomllib.load(io.StringIO('a=1'))
except Exception as e: print(type(e).__name__,e)
try: tomllib.loads('a=1.5',parse_float=lambda x:[])
except Exception as e: print(type(e).__name__,e)
print(tomllib.TOMLDecodeError, tomllib.__all__)
