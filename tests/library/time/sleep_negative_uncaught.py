# The traceback of a negative sleep.
import time


def wait(seconds):
    time.sleep(seconds)


wait(0)
wait(-5)
