"""Offsets, changes of the clocks, errors."""

import copy
import pickle
import zoneinfo
from datetime import *
from zoneinfo import *

S = ZoneInfo("Asia/Shanghai")
N = ZoneInfo("America/New_York")
L = ZoneInfo("Europe/London")


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
S, str(S), S.key, ZoneInfo('Asia/Shanghai') is S, ZoneInfo.no_cache('Asia/Shanghai') is S
datetime(2024,3,10,1,59,tzinfo=N).utcoffset(), datetime(2024,3,10,2,30,tzinfo=N).utcoffset(), datetime(2024,3,10,2,30,tzinfo=N,fold=1).utcoffset(), datetime(2024,3,10,3,tzinfo=N).utcoffset(), datetime(2024,11,3,1,30,tzinfo=N).utcoffset(), datetime(2024,11,3,1,30,tzinfo=N,fold=1).utcoffset()
datetime(2024,7,1,tzinfo=N).dst(), datetime(2024,1,1,tzinfo=N).dst(), datetime(2024,7,1,tzinfo=N).tzname(), datetime(2024,1,1,tzinfo=L).tzname(), datetime(2024,7,1,tzinfo=L).dst()
datetime(2024,11,3,5,30,tzinfo=timezone.utc).astimezone(N), datetime(2024,11,3,6,30,tzinfo=timezone.utc).astimezone(N), datetime(2024,11,3,6,30,tzinfo=timezone.utc).astimezone(N).fold
datetime(2024,1,1,tzinfo=S).astimezone(N), datetime(2024,1,1,12,tzinfo=S)-datetime(2024,1,1,tzinfo=N), datetime(1900,1,1,tzinfo=S).utcoffset(), datetime(2500,7,1,tzinfo=N).utcoffset(), datetime(1,1,1,tzinfo=N).utcoffset()
datetime(2024,1,1,tzinfo=S).isoformat(), datetime.fromtimestamp(0,S), datetime(2024,1,1,tzinfo=S).timestamp(), datetime.now(S).tzinfo, time(1,tzinfo=S).utcoffset(), time(1,tzinfo=ZoneInfo('UTC')).utcoffset(), S.utcoffset(None), ZoneInfo('UTC').tzname(None)
datetime(2024,11,3,1,30,tzinfo=N)+timedelta(hours=1), (datetime(2024,3,9,12,tzinfo=N)+timedelta(days=1)).utcoffset()
ZoneInfo('Nope/City')
ZoneInfo('asia/shanghai')
ZoneInfo('/etc/x')
ZoneInfo('../x')
ZoneInfo('a/../b')
ZoneInfo('')
ZoneInfo()
pickle.loads(pickle.dumps(S)) is S, copy.deepcopy(S) is S, pickle.loads(pickle.dumps(datetime(2024,1,1,tzinfo=S)))
'Asia/Shanghai' in available_timezones(), type(available_timezones()), len(available_timezones())>400
ZoneInfo.clear_cache(), ZoneInfo('Asia/Shanghai') is S
isinstance(S,tzinfo), ZoneInfo.__mro__
S.fromutc(datetime(2024,1,1))
S.fromutc(3)
datetime(2024,3,10,2,30,tzinfo=N)==datetime(2024,3,10,7,30,tzinfo=timezone.utc)
ZoneInfoNotFoundError.__mro__
sorted(zoneinfo.__all__)
[datetime(y,m,1,tzinfo=ZoneInfo(z)).utcoffset().total_seconds() for z in ['Asia/Kolkata','Australia/Sydney','America/Sao_Paulo','Africa/Cairo','Asia/Tokyo','Europe/Moscow'] for y in (1950,1985,2010,2024) for m in (1,7)]
'''.strip().splitlines():
    show(expression)
