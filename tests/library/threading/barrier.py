# A Barrier lets all go at once.
import threading

barrier = threading.Barrier(3, action=lambda: log.append("action"))
log, places, lock = [], [], threading.Lock()


def reach():
    place = barrier.wait()
    with lock:
        places.append(place)


threads = [threading.Thread(target=reach) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(places), log, barrier.parties, barrier.n_waiting, barrier.broken)
lone = threading.Barrier(2)
try:
    lone.wait(timeout=0.01)
except threading.BrokenBarrierError as error:
    print(type(error).__name__, error, lone.broken)
lone.reset()
print(lone.broken, lone.abort(), lone.broken, threading.Barrier(1).wait())
try:
    lone.wait()
except threading.BrokenBarrierError as error:
    print(type(error).__name__, type(error).__mro__[1].__name__)
for bad in [0, -1]:
    try:
        threading.Barrier(bad)
    except ValueError as error:
        print(error)
