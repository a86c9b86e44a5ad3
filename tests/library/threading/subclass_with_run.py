# A subclass that overrides run; forgetting super().__init__.
import threading


class Counter(threading.Thread):
    def __init__(self, limit):
        super().__init__(name=f"counter-{limit}")
        self.limit = limit
        self.total = 0

    def run(self):
        for number in range(self.limit):
            self.total += number


threads = [Counter(10), Counter(100)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
    print(thread.name, thread.total)


class Careless(threading.Thread):
    def __init__(self):
        self.x = 1


try:
    Careless().start()
except RuntimeError as error:
    print(error)
direct = Counter(5)
direct.run()
print(direct.total, direct.is_alive())
