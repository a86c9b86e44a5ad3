# Several workers share a queue; join waits until all is done.
import queue
import threading

tasks, results = queue.Queue(), queue.Queue()


def worker():
    while True:
        number = tasks.get()
        if number is None:
            break
        results.put((number, number**3))
        tasks.task_done()


workers = [threading.Thread(target=worker, daemon=True) for _ in range(4)]
for thread in workers:
    thread.start()
for number in range(20):
    tasks.put(number)
tasks.join()
print(results.qsize(), sorted(results.queue)[:4], tasks.unfinished_tasks)
for _ in workers:
    tasks.put(None)
for thread in workers:
    thread.join()
print([thread.is_alive() for thread in workers])
