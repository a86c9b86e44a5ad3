# Two thousand threads at once, all of them waiting.
import threading

go = threading.Event()
lock = threading.Lock()
total = 0


def work(n):
    global total
    go.wait()
    with lock:
        total += n


threads = [threading.Thread(target=work, args=(n,)) for n in range(2000)]
for thread in threads:
    thread.start()
print(threading.active_count(), total)
go.set()
for thread in threads:
    thread.join()
print(threading.active_count(), total, sum(range(2000)))
