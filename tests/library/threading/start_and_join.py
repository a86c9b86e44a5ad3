# A thread runs a function; join waits for it.
import threading

log = []


def work(name, count, sep="-"):
    log.append(sep.join([name] * count))


t = threading.Thread(target=work, args=("a", 3), kwargs={"sep": "+"})
print(t.is_alive(), t.daemon, t.ident, t.native_id)
print(t.start(), t.join(), t.is_alive(), isinstance(t.ident, int), log)
for action in [
    lambda: t.start(),
    lambda: threading.Thread(target=work).join(),
    lambda: threading.current_thread().join(),
    lambda: threading.Thread(work),
    lambda: threading.Thread(bogus=1),
    lambda: threading.Thread(group=1),
]:
    try:
        action()
    except Exception as error:
        print(type(error).__name__, "|", error)
empty = threading.Thread()
empty.start()
empty.join()
print(empty.is_alive())
threads = [threading.Thread(target=work, args=(str(n), 1)) for n in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(log))
