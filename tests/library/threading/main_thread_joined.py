# A thread may wait for the main program's end, and goes on after it.
import threading
import time

main = threading.main_thread()


def last():
    main.join()
    print("main is over:", not main.is_alive())
    raise_after = threading.Thread(target=lambda: print("and another"))
    raise_after.start()
    raise_after.join()


def daemon():
    time.sleep(10)
    print("never seen")


threading.Thread(target=daemon, daemon=True).start()
threading.Thread(target=last).start()
time.sleep(0.01)
print("main", main.is_alive())
