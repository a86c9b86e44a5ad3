# A queue with room for two.
import queue

q = queue.Queue(maxsize=2)
q.put(1)
print(q.full(), q.maxsize)
q.put_nowait(2)
print(q.full(), q.qsize())
for action in [
    lambda: q.put_nowait(3),
    lambda: q.put(3, block=False),
    lambda: q.put(3, timeout=0.01),
    lambda: q.put(3, timeout=-1),
]:
    try:
        print(action())
    except (queue.Full, ValueError) as error:
        print(type(error).__name__, "|", error)
print(q.get(), q.put(3), list(q.queue), q.get_nowait(), q.get_nowait())
