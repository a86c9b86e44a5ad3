# The program waits for its ordinary threads after the main code ends.
import threading
import time


def late():
    time.sleep(0.05)
    print("late thread done")


threading.Thread(target=late).start()
print("main done")
