# A thread that never waits lets the others run: in a loop, in calls, inside natives.
import sys
import threading

sys.setswitchinterval(0.0005)
stop = False
counts = {"loop": 0, "calls": 0, "key": 0, "generator": 0}


def loop():
    while not stop:
        counts["loop"] += 1


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def calls():
    while not stop:
        fib(12)
        counts["calls"] += 1


def key(item):
    return -item


def sorting():
    while not stop:
        sorted(range(300), key=key)
        counts["key"] += 1


def endless():
    while not stop:
        yield 1


def drawing():
    counts["generator"] = sum(endless())


threads = [threading.Thread(target=f) for f in (loop, calls, sorting, drawing)]
for thread in threads:
    thread.start()
while min(counts[k] for k in ("loop", "calls", "key")) < 20:
    pass
stop = True
for thread in threads:
    thread.join()
print("all went on", min(counts.values()) > 0)
