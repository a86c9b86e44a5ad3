# Threads wait while a native has called back into Python: each for itself, in any order.
import threading
import time

log = []
gates = [threading.Event() for _ in range(4)]


def slow_key(item):
    time.sleep(0.002)
    return -item


print(sorted([1, 3, 2], key=slow_key))


def sorter(n):
    def key(item):
        gates[n].wait()
        return item

    log.append((n, sorted([3, 1, 2], key=key)))


class Slow:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        gates[self.n].wait()
        return self.n == other.n

    def __repr__(self):
        gates[self.n].wait()
        return f"Slow({self.n})"

    def __iter__(self):
        for i in range(3):
            gates[self.n].wait()
            yield i


def comparer(n):
    log.append((n, Slow(n) in [Slow(n)]))


def shower(n):
    log.append((n, str([Slow(n)])))


def drawer(n):
    log.append((n, sum(Slow(n)), list(map(str, Slow(n)))))


threads = []
for n, work in enumerate([sorter, comparer, shower, drawer]):
    threads.append(threading.Thread(target=work, args=(n,)))
    threads[-1].start()
# They are let go first come, last served and otherwise.
for n in [0, 2, 1, 3]:
    gates[n].set()
    threads[n].join()
print(log)
lock = threading.Lock()
order = []


def holder():
    with lock:
        sorted([1, 2], key=slow_key)
        order.append("holder")


def taker():
    def key(item):
        with lock:
            return item

    sorted([2, 1], key=key)
    order.append("taker")


threads = [threading.Thread(target=holder), threading.Thread(target=taker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(order)
