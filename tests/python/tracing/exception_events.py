"""An exception is an event in each frame that it passes; a frame that it leaves returns None."""

import sys

log = []


def tracer(frame, event, arg):
    if event == "exception":
        arg = arg[0].__name__, str(arg[1]), arg[2] is not None
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return tracer


def fails():
    x = 1
    return x / 0


def catches():
    try:
        fails()
    except ZeroDivisionError:
        pass
    return "caught"


sys.settrace(tracer)
catches()
sys.settrace(None)
for entry in log:
    print(entry)
