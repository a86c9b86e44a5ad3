"""100,000 items handed over by a queue with room for 16, whose two threads wait for each other"""

import queue
import threading

items = queue.Queue(16)


def produce():
    for n in range(100_000):
        items.put(n)
    items.put(None)


threading.Thread(target=produce).start()
total = 0
while (item := items.get()) is not None:
    total += item
print(total)
