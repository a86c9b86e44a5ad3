# mktime is the inverse of localtime; it normalises.
import os
import time

os.environ["TZ"] = "UTC0"
time.tzset()
print(time.mktime((1970, 1, 1, 0, 0, 0, 0, 0, 0)), time.mktime(time.gmtime(1_700_000_000)))
print(
    time.mktime((2024, 2, 31, 25, 61, 61, 0, 0, 0)),
    time.gmtime(time.mktime((2024, 14, 1, 0, 0, 0, 0, 0, 0)))[:3],
)
print(time.mktime((2024, 1, 0, 0, 0, 0, 0, 0, -1)), time.mktime((1960, 1, 1, 0, 0, 0, 0, 0, 0)))
for bad in [(1, 2), 5, "x", (2024, 1, 1, 0, 0, "s", 0, 0, 0), [2024] * 9, (10**20,) * 9]:
    try:
        print(time.mktime(bad))
    except Exception as error:
        print(type(error).__name__, "|", error)
