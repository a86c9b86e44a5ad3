# Conditions on a plain lock, on an RLock held twice and on a lock of the program's own.
import threading
import time


class Own:
    def __init__(self):
        self.lock = threading.Lock()

    def acquire(self, *args):
        return self.lock.acquire(*args)

    def release(self):
        self.lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


for lock in [threading.Lock(), threading.RLock(), Own()]:
    condition = threading.Condition(lock)
    ready, log = [], []

    def wait():
        with condition:
            if isinstance(lock, type(threading.RLock())):
                condition.acquire()
            while not ready:
                log.append(condition.wait(timeout=5))
            if isinstance(lock, type(threading.RLock())):
                condition.release()
            log.append("seen")

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.01)
    with condition:
        ready.append(1)
        condition.notify(2)
        condition.notify()
    for thread in threads:
        thread.join()
    print(type(lock).__name__, log)
    with condition:
        began = time.monotonic()
        print(condition.wait(0.02), time.monotonic() - began >= 0.02)
