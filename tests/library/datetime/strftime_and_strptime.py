"""Texts by a format."""

import datetime as D
from datetime import *


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
datetime(2015,1,1,tzinfo=timezone(timedelta(hours=5,seconds=3))).strftime('%z %:z %Z')
date(2015,1,1).strftime('%H %f %z %Z')
time(1,2).strftime('%Y-%m-%d %a')
format(date(2015,1,1),'%d')
date(2015,1,1).__format__(1)
datetime.strptime('2015','%m')
datetime.strptime('2015-02-30','%Y-%m-%d')
datetime.strptime('20','%q')
datetime.strptime('2015 +0830','%Y %z')
datetime.strptime('2015 UTC','%Y %Z')
datetime.strptime(1,2)
date.strptime
datetime.strptime('12:00','%H:%M').time()
'''.strip().splitlines():
    show(expression)
