"""Tracing has no events for single instructions, and a function's code is not exchanged.

CPython's instructions are not biji's, so `f_trace_opcodes` cannot be set, and `__code__` of a function
takes no other code. A profile function is told of Python functions only.
"""

import sys

said = []
frame = sys._getframe()
frame.f_trace_opcodes = False
try:
    frame.f_trace_opcodes = True
except NotImplementedError as error:
    said.append(str(error))


def f():
    return 1


def g():
    return 2


try:
    f.__code__ = g.__code__
except NotImplementedError as error:
    said.append(str(error))
events = []
sys.setprofile(lambda frame, event, arg: events.append(event))
len([f()])
sys.setprofile(None)
print(said, events)
