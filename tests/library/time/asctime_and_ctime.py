# asctime, and local time in a fixed zone.
import os
import time

print(time.asctime((2024, 2, 5, 7, 8, 9, 0, 36, 0)), time.asctime(time.gmtime(0)))
for bad in [(1, 2), 5, (2024, 13, 5, 7, 8, 9, 0, 36, 0), (2024, 2, 5, 25, 8, 9, 0, 36, 0), "x"]:
    try:
        print(time.asctime(bad))
    except Exception as error:
        print(type(error).__name__, "|", error)
os.environ["TZ"] = "UTC0"
time.tzset()
print(time.ctime(0), time.ctime(1_700_000_000.9), time.localtime(0) == time.gmtime(0))
print(time.tzname, time.timezone, time.daylight, time.altzone)
os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
time.tzset()
print(time.tzname, time.timezone, time.daylight, time.altzone)
winter, summer = time.localtime(1_700_000_000), time.localtime(1_720_000_000)
print(winter.tm_hour, winter.tm_isdst, winter.tm_zone, winter.tm_gmtoff)
print(summer.tm_hour, summer.tm_isdst, summer.tm_zone, summer.tm_gmtoff)
print(time.ctime(1_720_000_000), time.strftime("%H %Z %z", summer))
