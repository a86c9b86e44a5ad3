"""A frame that runs already is traced once its f_trace is set."""

import sys

log = []


def local(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return local


def begin():
    frame = sys._getframe(1)
    print(frame.f_trace)
    frame.f_trace = local
    print(frame.f_trace is local)
    sys.settrace(lambda *args: None)


def work():
    begin()
    x = 1
    y = 2
    return x + y


print(work())
sys.settrace(None)
print(log)
