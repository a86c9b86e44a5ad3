"""A profile function is told of calls and returns, not of lines."""

import sys

log = []


def profiler(frame, event, arg):
    if not event.startswith("c_"):
        log.append((frame.f_code.co_name, event, arg))


def inner(x):
    return x + 1


def outer(x):
    y = inner(x)
    return y * 2


sys.setprofile(profiler)
print(sys.getprofile() is profiler)
outer(1)
sys.setprofile(None)
outer(2)
print(sys.getprofile())
for entry in log:
    print(entry)
