# sys.exit in a thread ends the thread, silently; so does _thread.exit. Finalisers run there.
import _thread
import sys
import threading

log = []


class Noisy:
    def __del__(self):
        log.append(threading.current_thread().name)


def leave(how):
    noisy = Noisy()
    try:
        how()
    finally:
        log.append("finally")
    log.append("not reached")


for how in [lambda: sys.exit("words"), lambda: sys.exit(3), _thread.exit]:
    thread = threading.Thread(target=leave, args=(how,), name="leaver")
    thread.start()
    thread.join()
    print(log, thread.is_alive())
    log.clear()


def raw(*args, **kwargs):
    log.append((args, kwargs))
    done.set()


done = threading.Event()
print(isinstance(_thread.start_new_thread(raw, (1, 2), {"c": 3}), int))
done.wait()
print(log)
for call in [
    lambda: _thread.start_new_thread(1, ()),
    lambda: _thread.start_new_thread(raw, []),
    lambda: _thread.start_new_thread(raw, (), 5),
]:
    try:
        call()
    except TypeError as error:
        print(error)
