"""Lines of loops, conditions, `pass` and `try`, each time they are reached."""

import sys

log = []


def tracer(frame, event, arg):
    if event == "line":
        log.append(frame.f_lineno - frame.f_code.co_firstlineno)
    return tracer


def loops():
    total = 0
    for i in range(3):
        if i == 1:
            continue
        total += i
    while total > 1:
        total -= 1
    else:
        pass
    return total


def tries():
    try:
        pass
    finally:
        x = 1
    try:
        int("x")
    except ValueError:
        x = 2
    return x


sys.settrace(tracer)
loops()
sys.settrace(None)
print(log)
log.clear()
sys.settrace(tracer)
tries()
sys.settrace(None)
print(log)
