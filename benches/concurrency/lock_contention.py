"""The notes' bank balance: two threads, 100,000 times each, take a lock, change a number, and release it"""

import threading

balance = 0
lock = threading.Lock()


def change(n):
    global balance
    for _ in range(100_000):
        with lock:
            balance += n
            balance -= n


threads = [threading.Thread(target=change, args=(n,)) for n in (5, 8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(balance)
