# RLock: the same thread may take it again.
import threading

lock = threading.RLock()
print(lock.acquire(), lock.acquire(), lock.release(), lock.release())
with lock:
    with lock:
        print("twice")
try:
    lock.release()
except RuntimeError as error:
    print(error)
lock.acquire()
seen = []


def other():
    seen.append(lock.acquire(blocking=False))
    try:
        lock.release()
    except RuntimeError as error:
        seen.append(str(error))


t = threading.Thread(target=other)
t.start()
t.join()
lock.release()
print(seen)


def countdown(n):
    with lock:
        return [n] + countdown(n - 1) if n else []


print(countdown(4))
