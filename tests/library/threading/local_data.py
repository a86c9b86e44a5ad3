# threading.local: each thread has its own attributes.
import threading

data = threading.local()
data.value = "main"
seen = []


class Mine(threading.local):
    kind = "class attribute"

    def __init__(self, start):
        self.items = [start]


mine = Mine("s")
mine.items.append("m")


def work(name):
    seen.append((name, hasattr(data, "value"), mine.items, mine.kind))
    data.value = name
    mine.items.append(name)
    seen.append((data.value, mine.items))


for name in ["one", "two"]:
    t = threading.Thread(target=work, args=(name,))
    t.start()
    t.join()
print(seen)
print(data.value, mine.items, data.__dict__)
try:
    data.missing
except AttributeError as error:
    print(error)
