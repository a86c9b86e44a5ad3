# struct_time: a tuple with names.
import time

t = time.gmtime(1_700_000_000)
print(t, len(t), type(t).__name__, isinstance(t, tuple))
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday, t.tm_isdst)
print(t.tm_zone, t.tm_gmtoff, t[0], t[-1], t[:3], tuple(t))
year, month, day, *_ = t
print(year, month, day, t.n_fields, t.n_sequence_fields, t.n_unnamed_fields)
own = time.struct_time((2024, 2, 29, 12, 30, 45, 3, 60, 0))
print(own, own.tm_zone, own.tm_gmtoff)
longer = time.struct_time((2024, 2, 29, 12, 30, 45, 3, 60, 0, "CET", 3600))
print(longer.tm_zone, longer.tm_gmtoff, len(longer), longer == own, hash(longer) == hash(own))
print(own < time.gmtime(0), own > (2024, 1), own + (1,))
for action in [
    lambda: time.struct_time((1, 2)),
    lambda: time.struct_time(range(12)),
    lambda: time.struct_time(5),
    lambda: time.struct_time(),
    lambda: setattr(own, "tm_year", 5),
    lambda: own.tm_week,
    lambda: time.struct_time("abcdefghi"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
