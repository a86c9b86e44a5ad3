# An Event lets threads wait for a signal.
import threading

event = threading.Event()
print(
    event.is_set(), event.wait(0.01), event.set(), event.is_set(), event.wait(), event.clear(), event.is_set()
)
log = []
ready = threading.Event()


def wait():
    log.append("waiting")
    ready.set()
    event.wait()
    log.append("woken")


t = threading.Thread(target=wait)
t.start()
ready.wait()
log.append("setting")
event.set()
t.join()
print(log)
