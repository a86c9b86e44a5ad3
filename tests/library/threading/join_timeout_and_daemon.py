# join with a timeout; daemon threads do not keep the program alive.
import threading
import time

gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()
print(t.join(0.01), t.is_alive())
gate.set()
t.join(timeout=5)
print(t.is_alive())
sleeper = threading.Thread(target=time.sleep, args=(60,), daemon=True)
sleeper.start()
print(sleeper.daemon, sleeper.is_alive())
inherited = []
child = threading.Thread(target=lambda: inherited.append(threading.Thread().daemon), daemon=True)
child.start()
child.join()
print(inherited)
print("end of main")
