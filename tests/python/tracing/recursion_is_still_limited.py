"""The limit of recursion holds while calls are traced."""

import sys

calls = 0


def tracer(frame, event, arg):
    global calls
    calls += event == "call"
    return None


def down(n):
    return down(n + 1)


sys.settrace(tracer)
try:
    down(0)
except RecursionError as error:
    text = str(error)
sys.settrace(None)
print(text)
print(calls > 900, sys.getrecursionlimit())
