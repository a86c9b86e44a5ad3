# A Condition: wait, wait_for, notify, and using it without the lock.
import threading

condition = threading.Condition()
items, log = [], []


def consume():
    for _ in range(3):
        with condition:
            condition.wait_for(lambda: items)
            log.append(items.pop(0))
            condition.notify_all()


def produce():
    for item in "abc":
        with condition:
            condition.wait_for(lambda: not items)
            items.append(item)
            condition.notify_all()


threads = [threading.Thread(target=consume), threading.Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(log)
with condition:
    print(
        condition.wait(0.01),
        condition.wait_for(lambda: False, timeout=0.01),
        condition.wait_for(lambda: 5),
        condition.notify(),
        condition.notify(3),
    )
for name in ["wait", "notify", "notify_all", "release"]:
    try:
        getattr(condition, name)()
    except RuntimeError as error:
        print(name, error)
