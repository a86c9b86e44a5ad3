"""timezone, tzinfo and what needs them."""

import datetime as D
from datetime import *


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
datetime(2015,1,1,tzinfo=3)
datetime(2015,1,1)<datetime(2015,1,1,tzinfo=timezone.utc)
datetime(2015,1,1)-datetime(2015,1,1,tzinfo=timezone.utc)
time(1)<time(1,tzinfo=timezone.utc)
timezone(1)
timezone()
timezone(timedelta(1))
timezone(timedelta(hours=8),1)
timezone(timedelta(hours=8),'CST')
timezone.utc, str(timezone.utc), timezone(timedelta(0)), timezone(timedelta(0)) is timezone.utc, timezone(-timedelta(hours=3,minutes=30,seconds=5)).tzname(None)
timezone.utc.utcoffset(1)
timezone.utc.fromutc(1)
timezone.utc.fromutc(datetime(2015,1,1))
tzinfo().utcoffset(None)
tzinfo().tzname(None)
tzinfo().dst(None)
tzinfo().fromutc(datetime(2015,1,1))
tzinfo().fromutc(datetime(2015,1,1,tzinfo=timezone.utc))
tzinfo().fromutc(3)
datetime.fromtimestamp(1.5, tz=timezone.utc)
datetime.combine(date(2015,1,1),time(3,tzinfo=timezone.utc))
datetime.combine(date(2015,1,1),time(3,tzinfo=timezone.utc),tzinfo=None)
datetime(2015,1,1).astimezone(3)
date(2015,1,1).__reduce__(), datetime(2015,1,1,1,1,1,1,timezone.utc,fold=1).__reduce_ex__(4), datetime(2015,1,1,1,1,1,1,fold=1).__reduce__(), time(1,fold=1).__reduce_ex__(4),timedelta(1).__reduce__(), timezone.utc.__reduce__(), timezone(timedelta(1)/2,'x').__getinitargs__(), tzinfo().__reduce__()
timedelta.min, timedelta.max, timedelta.resolution, date.min, date.max, datetime.max, time.max, time.resolution, timezone.min, timezone.max, datetime.min, date.resolution, datetime.resolution
timezone.__base__, datetime.__mro__, D.IsoCalendarDate if hasattr(D,'IsoCalendarDate') else 0
tzinfo
datetime(2015,1,1,1,2,3).utctimetuple(), datetime(2015,1,1,1,2,3,tzinfo=timezone.utc).utctimetuple().tm_isdst
datetime(1,1,1,tzinfo=timezone(timedelta(hours=1))).utctimetuple()
datetime(1,1,1,tzinfo=timezone(timedelta(hours=1))).timestamp()
datetime(1,1,1).astimezone()
datetime(1,1,1,tzinfo=timezone(timedelta(hours=1))).astimezone(timezone.utc)
'''.strip().splitlines():
    show(expression)
