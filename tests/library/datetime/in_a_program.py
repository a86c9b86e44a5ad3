"""Ages, deadlines, subclasses, pickles: datetime as programs use it."""

import copy
import pickle
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo


class Beijing(tzinfo):
    """A zone of a program."""

    def utcoffset(self, dt):
        return timedelta(hours=8)

    def dst(self, dt):
        return timedelta(0)

    def tzname(self, dt):
        return "北京"


class Summer(tzinfo):
    """A zone with summer time from April to October."""

    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 10 else timedelta(0)

    def tzname(self, dt):
        return "S" if self.dst(dt) else "W"


class Birthday(date):
    """A date with a method of its own."""

    def age(self, today):
        return today.year - self.year - ((today.month, today.day) < (self.month, self.day))


beijing, summer = Beijing(), Summer()
moment = datetime(2024, 6, 1, 12, 30, tzinfo=beijing)
print(moment, moment.tzname(), moment.strftime("%Y年%m月%d日 %H:%M %Z %z"))
print(moment.astimezone(UTC), moment.astimezone(summer), moment.astimezone(summer).timetuple().tm_isdst)
print(summer.fromutc(datetime(2024, 1, 1, tzinfo=summer)), datetime(2024, 6, 1, tzinfo=summer).dst())
birthday = Birthday(2000, 2, 29)
print(birthday.age(date(2024, 2, 28)), birthday.age(date(2024, 2, 29)), type(birthday + timedelta(1)).__name__, birthday)
print(repr(birthday.replace(year=2004)), Birthday.fromisoformat("2001-02-03"), Birthday.fromordinal(1))
for thing in (birthday, moment.replace(tzinfo=UTC), time(1, 2, 3, 4, fold=1), timedelta(3, 4, 5), UTC, timezone(timedelta(hours=8), "CST")):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(thing, protocol))
        assert back == thing and type(back) is type(thing), (thing, protocol)
    assert copy.deepcopy(thing) == thing
    print(repr(thing))
days = sorted([date(2024, 3, 1), date(2023, 12, 31), date(2024, 2, 29)])
print(days, max(days) - min(days), {d: d.isoweekday() for d in days})
print(sum([timedelta(hours=1), timedelta(minutes=30)], timedelta()), timedelta(weeks=1, days=-2, milliseconds=5))
print({datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, 8, tzinfo=beijing)} == {datetime(2024, 1, 1, tzinfo=UTC)})
print(datetime.combine(date(2024, 1, 1), time(9)), datetime.min, datetime.max, MINYEAR, MAXYEAR)
print(f"{moment:%A %d %B}", format(date(2024, 1, 1), ""), "{:%H时%M分}".format(time(7, 5)))
for wrong in (lambda: Summer().fromutc(datetime(2024, 1, 1)), lambda: datetime(2024, 1, 1, tzinfo=summer) < datetime(2024, 1, 1),
              lambda: birthday < 5, lambda: moment.replace(month=2, day=30)):
    try:
        wrong()
    except (TypeError, ValueError) as problem:
        print(type(problem).__name__, problem)


class Odd(tzinfo):
    """A zone that answers nonsense."""

    def utcoffset(self, dt):
        return 5

    def tzname(self, dt):
        return 5


for method in ("utcoffset", "tzname", "dst"):
    try:
        getattr(datetime(2024, 1, 1, tzinfo=Odd()), method)()
    except (TypeError, NotImplementedError) as problem:
        print(type(problem).__name__, problem)
