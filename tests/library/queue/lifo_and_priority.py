# LifoQueue is a stack; PriorityQueue gives the smallest first.
import queue

stack = queue.LifoQueue()
for item in [1, 2, 3]:
    stack.put(item)
print([stack.get() for _ in range(3)], stack.empty())
heap = queue.PriorityQueue()
for item in [(2, "two"), (1, "one"), (3, "three"), (1, "also one"), (0, "zero")]:
    heap.put(item)
print([heap.get() for _ in range(5)])
heap.put("text")
try:
    heap.put(5)
except TypeError as error:
    print(error)


class Job:
    def __init__(self, level, name):
        self.level, self.name = level, name

    def __lt__(self, other):
        return self.level < other.level


jobs = queue.PriorityQueue(maxsize=3)
for job in [Job(5, "later"), Job(1, "now"), Job(3, "soon")]:
    jobs.put(job)
print(jobs.full(), [jobs.get().name for _ in range(3)])
for kind in [queue.LifoQueue, queue.PriorityQueue]:
    try:
        kind().get_nowait()
    except queue.Empty as error:
        print(kind.__name__, type(error).__name__)
