"""date: construction, parts, errors."""

import datetime as D
from datetime import *


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
date()
date(2015)
date(2015,1,'x')
date(2015,1,1,1)
date(2015,1,d=1)
date(2015,13,1)
date(2015,2,30)
date(0,1,1)
date(10**10,1,1)
date(10**30,1,1)
date(2015,1,1.0)
date(2015,1,1)+1
date(2015,1,1)-'x'
date(2015,1,1)<datetime(2015,1,1)
date(2015,1,1)==datetime(2015,1,1)
date(2015,1,1)<1
date(2015,1,1)-datetime(2015,1,1)
date.fromordinal(0)
date.fromordinal(10**7)
date.fromordinal('x')
date.fromtimestamp('x')
date.fromtimestamp(1e20)
date.fromtimestamp(10**13)
date(2015,1,1).replace(year=0)
date(2015,1,1).replace(x=0)
date(2015,1,1).replace(1,2,3,4)
date(b'\\x07\\xdf\\x01\\x01')
date(2015,1,1).ctime(), datetime(2015,1,1,1,2,3).ctime()
date(2015,1,1).__replace__(day=5)
'''.strip().splitlines():
    show(expression)
