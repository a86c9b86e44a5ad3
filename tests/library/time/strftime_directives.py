# Every directive of strftime for a fixed time.
import time

t = time.struct_time((2024, 2, 5, 7, 8, 9, 0, 36, 0))
for letter in "aAbBcdHIjmMpSUwWxXyYGuVDFeRTnthCrk%":
    print(letter, repr(time.strftime("%" + letter, t)))
print(time.strftime("%Y-%m-%d %H:%M:%S", t))
print(time.strftime("%d.%m.%y %I:%M %p", (1999, 12, 31, 23, 59, 59, 4, 365, 0)))
print(time.strftime("plain text", t), repr(time.strftime("", t)))
print(time.strftime("%Y年%m月%d日", t), time.strftime("%%Y %Y%%", t))
print(
    time.strftime("%H:%M", (2024, 1, 1, 0, 5, 0, 0, 1, 0)),
    time.strftime("%I %p", (2024, 1, 1, 0, 5, 0, 0, 1, 0)),
)
print(
    time.strftime("%j", (2024, 12, 31, 0, 0, 0, 1, 366, 0)),
    time.strftime("%y", (1907, 1, 1, 0, 0, 0, 1, 1, 0)),
)
print(
    repr(time.strftime("%Y", (5, 1, 1, 0, 0, 0, 0, 1, 0))),
    time.strftime("%-d %-m %-H", t),
    time.strftime("%_d|%03d|%10Y", t),
)
