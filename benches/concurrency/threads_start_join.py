"""1,000 threads started, then joined, three times"""

import threading

done = []

for _ in range(3):
    threads = [threading.Thread(target=done.append, args=(n,)) for n in range(1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

print(len(done), sum(done))
