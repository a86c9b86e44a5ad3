# A thread that takes the lock again at once does not keep it from the others for ever.
import sys
import threading

sys.setswitchinterval(0.0005)
lock = threading.Lock()
counts = [0] * 4
done = False


def work(n):
    global done
    while not done:
        with lock:
            counts[n] += 1
            for _ in range(500):
                pass
            if min(counts) >= 3:
                done = True


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(done, min(counts) >= 3, lock.locked())
