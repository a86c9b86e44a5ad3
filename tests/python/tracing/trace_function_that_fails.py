"""A trace function that raises is set no longer, and its exception is raised where the frame is."""

import sys


def tracer(frame, event, arg):
    if event == "line":
        raise ValueError("no more lines")
    return tracer


def work():
    return 1


sys.settrace(tracer)
try:
    work()
except ValueError as error:
    print("caught", error)
print(sys.gettrace(), work())
sys.settrace(tracer)
try:
    [work() for _ in range(2)]
except ValueError as error:
    print("caught again", error)
print(sys.gettrace())
