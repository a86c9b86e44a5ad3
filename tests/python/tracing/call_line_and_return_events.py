"""A trace function is told of calls, lines and returns of new frames."""

import sys

log = []


def tracer(frame, event, arg):
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return tracer


def add(a, b):
    c = a + b
    for i in range(2):
        c += i
    return c


def twice(x):
    return add(x, x)


sys.settrace(tracer)
twice(3)
sys.settrace(None)
twice(4)
for entry in log:
    print(entry)
