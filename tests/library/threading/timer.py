# A Timer calls later, unless it is cancelled.
import threading

log = []
t = threading.Timer(0.02, log.append, args=["called"])
t.start()
t.join()
print(log, t.is_alive())
t = threading.Timer(30, log.append, ["never"])
t.start()
print(t.cancel(), t.finished.is_set())
t.join()
print(log)
done = threading.Event()
t = threading.Timer(0.01, lambda value: (log.append(value), done.set()), kwargs={"value": 7})
t.start()
print(done.wait(5), log)
t.join()
