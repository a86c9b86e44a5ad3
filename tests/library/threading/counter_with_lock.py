# Many threads add to one counter; the lock keeps it right.
import threading

total = 0
lock = threading.Lock()


def add(times):
    global total
    for _ in range(times):
        with lock:
            total += 1


threads = [threading.Thread(target=add, args=(500,)) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)


class Account:
    def __init__(self):
        self.balance = 100
        self.lock = threading.Lock()

    def withdraw(self, amount):
        with self.lock:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


account, results = Account(), []
threads = [threading.Thread(target=lambda: results.append(account.withdraw(30))) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(account.balance, sorted(results))
