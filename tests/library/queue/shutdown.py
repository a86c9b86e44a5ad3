# shutdown closes a queue: puts fail at once, gets when it is empty.
import queue
import threading

q = queue.Queue()
q.put(1)
q.put(2)
q.shutdown()
for action in [lambda: q.put(3), lambda: q.get(), lambda: q.get(), lambda: q.get(), lambda: q.get_nowait()]:
    try:
        print(action())
    except queue.ShutDown as error:
        print(type(error).__name__, error, type(error).__mro__[1].__name__)
q = queue.Queue()
q.put(1)
q.shutdown(immediate=True)
print(q.qsize(), q.is_shutdown)
waiting = queue.Queue()
log = []


def wait():
    try:
        waiting.get()
    except queue.ShutDown:
        log.append("woken")


thread = threading.Thread(target=wait)
thread.start()
waiting.shutdown()
thread.join()
print(log)
