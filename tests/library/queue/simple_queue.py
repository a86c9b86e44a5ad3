# SimpleQueue: unbounded, without tasks.
import queue

q = queue.SimpleQueue()
print(q.empty(), q.qsize(), q.put("a"), q.put("b", block=False, timeout=3), q.put_nowait("c"))
print(q.qsize(), q.get(), q.get_nowait(), q.get(timeout=1), q.empty())
for action in [
    lambda: q.get_nowait(),
    lambda: q.get(block=False),
    lambda: q.get(timeout=0.01),
    lambda: q.get(timeout=-1),
    lambda: q.full(),
    lambda: q.join(),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, "|", error)
