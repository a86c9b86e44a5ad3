"""Durations: construction, arithmetic, errors."""

import datetime as D
from datetime import *


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
timedelta('x')
timedelta(days='x')
timedelta(1,2,3,4,5,6,7,8)
timedelta(foo=1)
timedelta(days=10**9)
timedelta(days=10**10)
timedelta(days=10**30)
timedelta(days=float('nan'))
timedelta(days=float('inf'))
timedelta(microseconds=0.5), timedelta(microseconds=1.5)
timedelta(1)*1.5, timedelta(1)/3, timedelta(1)//7, timedelta(1)/timedelta(hours=7)
timedelta(1)/0
timedelta(1)/0.0
timedelta(1)//0
timedelta(1)//timedelta(0)
timedelta(1)%timedelta(0)
timedelta(1)/timedelta(0)
timedelta(1)*'x'
timedelta(1)+1
1-timedelta(1)
date(9999,12,31)+timedelta(1)
date(1,1,1)-timedelta(1)
date(1,1,1)+timedelta(hours=30)
datetime(9999,12,31)+timedelta(1)
timedelta(1).days.__class__, str(timedelta(-1,5,6)), str(timedelta(2)), repr(timedelta(-1,5,6)), repr(timedelta(0)), timedelta(1).total_seconds()
timedelta(1).days = 3
setattr(timedelta(1), 'days', 3)
abs(timedelta(-1)), -timedelta(1), +timedelta(1), bool(timedelta(0)), divmod(timedelta(1),timedelta(hours=7)), 3*timedelta(1)
timedelta(1)*10**10
timedelta(1)*1e300
timedelta(days=1)*float('nan')
timedelta(1)<1
timedelta(1)==1
'''.strip().splitlines():
    show(expression)
