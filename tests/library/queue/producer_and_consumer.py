# A producer thread, a consumer thread, and a mark for the end.
import queue
import threading

q = queue.Queue(maxsize=2)
seen = []


def produce():
    for number in range(6):
        q.put(number * number)
    q.put(None)


def consume():
    while (item := q.get()) is not None:
        seen.append(item)
        q.task_done()
    q.task_done()


threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(q.join(), seen, q.empty(), q.unfinished_tasks)
