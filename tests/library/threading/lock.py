# Lock: acquire, release, with, and the errors.
import threading

lock = threading.Lock()
print(
    lock.locked(),
    lock.acquire(),
    lock.locked(),
    lock.acquire(blocking=False),
    lock.acquire(timeout=0.01),
    lock.release(),
    lock.locked(),
)
with lock as got:
    print(got, lock.locked())
print(lock.locked())
for action in [
    lambda: lock.release(),
    lambda: lock.acquire(False, 1),
    lambda: lock.acquire(timeout=-5),
    lambda: lock.acquire(timeout=1e20),
    lambda: lock.acquire("x", "y"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
try:
    with lock:
        raise KeyError("k")
except KeyError:
    print("released", not lock.locked())
held = threading.Lock()
held.acquire()
t = threading.Thread(target=held.release)
t.start()
t.join()
print("released by another thread", held.locked(), type(lock).__name__)
