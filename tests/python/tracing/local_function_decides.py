"""What the trace function returns at a call traces that frame; None traces nothing of it."""

import sys

log = []


def local(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno))


def tracer(frame, event, arg):
    log.append((event, frame.f_code.co_name))
    return local if frame.f_code.co_name == "wanted" else None


def wanted():
    a = 1
    return a


def unwanted():
    b = 2
    return b


sys.settrace(tracer)
wanted()
unwanted()
print(sys.gettrace() is tracer)
sys.settrace(None)
print(sys.gettrace())
for entry in log:
    print(entry)
