"""100,000 items handed over by a queue.Queue from one thread to another"""

import queue
import threading

items = queue.Queue()


def produce():
    for n in range(100_000):
        items.put(n)
    items.put(None)


threading.Thread(target=produce).start()
total = 0
while (item := items.get()) is not None:
    total += item
print(total)
