# sleep waits at least as long as asked, and refuses nonsense.
import time

start = time.monotonic()
print(time.sleep(0.05), time.monotonic() - start >= 0.05)
print(time.sleep(0), time.sleep(True * 0))
for bad in [-1, -0.001, "1", None, float("nan"), float("inf"), 1e30, [1], -1e30]:
    try:
        print(time.sleep(bad))
    except Exception as error:
        print(repr(bad), type(error).__name__, "|", error)
for args in [(), (1, 2)]:
    try:
        time.sleep(*args)
    except TypeError as error:
        print(error)
