# A generator that runs in one thread cannot be resumed in another; one at rest can.
import threading
import time


def numbers():
    for n in range(6):
        time.sleep(0.005)
        yield n


shared = numbers()
seen = []


def take(count):
    for _ in range(count):
        try:
            seen.append(next(shared))
        except ValueError as error:
            seen.append(str(error))


first = threading.Thread(target=take, args=(1,))
first.start()
take(1)
first.join()
print(seen)
seen.clear()
for _ in range(3):
    thread = threading.Thread(target=take, args=(1,))
    thread.start()
    thread.join()
print(seen, next(shared))
