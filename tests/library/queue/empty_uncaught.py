# The traceback of asking an empty SimpleQueue without waiting.
import queue

q = queue.SimpleQueue()
q.put("only one")
print(q.get_nowait())
print(q.get_nowait())
