"""Two threads and a queue: one makes numbers, the other adds up their squares."""

import queue
import threading

END = None


def produce(tasks, count):
    """Put the numbers from 1 to count, then the end."""
    for n in range(1, count + 1):
        tasks.put(n)
    tasks.put(END)


def consume(tasks, results):
    """Take numbers until the end comes."""
    total = 0
    while (n := tasks.get()) is not END:
        total += n * n
    results.put(total)


def main():
    tasks, results = queue.Queue(maxsize=3), queue.Queue()
    threads = [
        threading.Thread(target=produce, args=(tasks, 10), name='producer'),
        threading.Thread(target=consume, args=(tasks, results), name='consumer'),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
        print(t.name, 'is over')
    print('sum of squares:', results.get())


if __name__ == '__main__':
    main()
