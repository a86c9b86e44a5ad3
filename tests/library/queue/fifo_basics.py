# A Queue: first in, first out.
import queue

q = queue.Queue()
print(q.empty(), q.qsize(), q.full(), q.maxsize)
for item in ["a", None, [1]]:
    print(q.put(item), end=" ")
print(q.qsize(), q.empty())
print(q.get(), q.get(), q.get(), q.empty())
for action in [
    lambda: q.get_nowait(),
    lambda: q.get(block=False),
    lambda: q.get(timeout=0.01),
    lambda: q.get(False),
    lambda: q.get(timeout=-1),
    lambda: q.task_done() or q.task_done() or q.task_done() or q.task_done(),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, "|", error)
print(queue.Empty.__mro__[1].__name__, queue.Full.__mro__[1].__name__)
print(type(queue.Queue(3)).__name__, queue.Queue(-1).full(), queue.Queue(maxsize=0).full())
