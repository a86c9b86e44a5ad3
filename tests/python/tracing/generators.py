"""A generator is called at each resumption, and returns what it yields."""

import sys

log = []


def tracer(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return tracer


def numbers():
    yield 1
    got = yield 2
    return got


sys.settrace(tracer)
g = numbers()
next(g)
next(g)
try:
    g.send("end")
except StopIteration as stop:
    value = stop.value
sys.settrace(None)
print(value)
for entry in log:
    print(entry)
