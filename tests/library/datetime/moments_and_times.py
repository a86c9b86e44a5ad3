"""datetime and time: construction, parts, errors."""

import datetime as D
from datetime import *


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
datetime(2015,1,1,25)
datetime(2015,1,1,1,60)
datetime(2015,1,1,1,1,60)
datetime(2015,1,1,1,1,1,10**6)
datetime(2015,1,1,fold=2)
datetime(1,2,3,4,5,6,7,None,9)
datetime(1,2,3,x=3)
datetime(1,2,3,year=3)
time(24)
time(1,2,3,4,5)
time(1,2,3,4,None,5)
datetime(2015,1,1)<date(2015,1,1)
datetime(2015,1,1)==date(2015,1,1)
time(1)<1
datetime(2015,1,1)-date(2015,1,1)
datetime.fromtimestamp(10**13)
datetime.fromtimestamp(float('nan'))
datetime.fromtimestamp(1e20)
datetime.fromtimestamp('x')
datetime.fromtimestamp(1, 3)
datetime.combine(1,2)
datetime.combine(date(2015,1,1),2)
datetime(2015,1,1).timetuple()
datetime(2015,1,1,fold=1)
time(1,fold=1)
datetime(2015,1,1).year.__class__
time(1)==1
bool(time(0))
datetime(1,1,1).timestamp()
datetime.fromtimestamp(1e10+0.1234565)
'''.strip().splitlines():
    show(expression)
