# Semaphores count; the bounded one refuses one release too many.
import threading

s = threading.Semaphore(2)
print(
    s.acquire(),
    s.acquire(),
    s.acquire(blocking=False),
    s.acquire(timeout=0.01),
    s.release(),
    s.acquire(),
    s.release(2),
)
b = threading.BoundedSemaphore(1)
with b as got:
    print(got, b.acquire(False))
for action in [
    lambda: b.release(),
    lambda: threading.Semaphore(-1),
    lambda: s.release(0),
    lambda: s.acquire(blocking=False, timeout=1),
    lambda: threading.BoundedSemaphore(1).release(2),
]:
    try:
        print(action())
    except ValueError as error:
        print(error)
inside, most, lock, gate = 0, 0, threading.Lock(), threading.Semaphore(3)


def enter():
    global inside, most
    with gate:
        with lock:
            inside += 1
            most = max(most, inside)
        with lock:
            inside -= 1


threads = [threading.Thread(target=enter) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most <= 3, inside, threading.Semaphore().acquire())
