"""f_trace_lines turns the events for lines off; it takes only a bool."""

import sys

log = []


def tracer(frame, event, arg):
    frame.f_trace_lines = frame.f_code.co_name != "quiet"
    log.append((frame.f_code.co_name, event))
    return tracer


def quiet():
    a = 1
    return a


def loud():
    a = 1
    return a


sys.settrace(tracer)
quiet()
loud()
sys.settrace(None)
print(log)
frame = sys._getframe()
print(frame.f_trace_lines, frame.f_trace_opcodes)
try:
    frame.f_trace_lines = 1
except TypeError as error:
    print(error)
