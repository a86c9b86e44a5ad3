"""A trace function sees the variables of the frame, and what it sets there counts."""

import sys

seen = []


def tracer(frame, event, arg):
    if frame.f_code.co_name == "work":
        seen.append((event, dict(frame.f_locals)))
        if event == "line" and frame.f_locals.get("y") == 2:
            frame.f_locals["y"] = 20
    return tracer


def work(x):
    y = x + 1
    z = y * 2
    return z


sys.settrace(tracer)
result = work(1)
sys.settrace(None)
print(result)
for entry in seen:
    print(entry)
