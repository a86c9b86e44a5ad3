"""Reading and writing ISO 8601."""

import datetime as D
from datetime import *


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
date.fromisoformat('x')
date.fromisoformat(1)
date.fromisoformat('2015-13-01')
date.fromisoformat('2015-W01-1'),date.fromisoformat('2015W01'),date.fromisoformat('20150102')
date.fromisoformat('2015-W54-1')
date.fromisocalendar(2015,54,1)
date.fromisocalendar(2015,1,8)
date.fromisocalendar(0,1,8)
date.fromisocalendar('a',1,8)
datetime.fromisoformat('2015-01-02T24:00')
datetime.fromisoformat('2015-01-02T')
datetime.fromisoformat('2015-01-02 10:11:12.1234567+08:00')
datetime.fromisoformat('20150102T101112,5Z')
datetime.fromisoformat('2015-01-02T10:11:12+25:00')
datetime.fromisoformat('2015-01-02T10:1112')
datetime.fromisoformat('2015-01-02T10+0000')
datetime.fromisoformat(1)
time.fromisoformat('T10:11:12Z')
time.fromisoformat('10:')
time.fromisoformat('25:00')
time.fromisoformat(3)
datetime(2015,1,1).isoformat(timespec='x')
datetime(2015,1,1).isoformat('ab')
datetime(2015,1,1).isoformat(' ', 'minutes')
datetime(2015,1,1).isoformat(1)
time(1).isoformat('hours')
date(2015,1,1).isocalendar(), tuple(date(2015,1,1).isocalendar()), date(2015,1,1).isocalendar().__class__
time.fromisoformat('10:11:12.123456+08:00:30.5')
datetime.fromisoformat('2015-W01-1T10'), datetime.fromisoformat('2015W011T10')
datetime.fromisoformat('2015-01-0あ')
datetime.fromisoformat('2015-01-02あ10:00')
'''.strip().splitlines():
    show(expression)
