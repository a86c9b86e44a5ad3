# The clocks: kinds of result, order, resolution.
import time

for name in ["time", "monotonic", "perf_counter", "process_time", "thread_time"]:
    clock, in_ns = getattr(time, name), getattr(time, name + "_ns")
    a, b = clock(), clock()
    print(
        name,
        type(a).__name__,
        type(in_ns()).__name__,
        a <= b,
        in_ns() <= in_ns(),
        abs(in_ns() / 1e9 - clock()) < 1,
    )
    info = time.get_clock_info(name)
    print(info.monotonic, info.adjustable, 0 < info.resolution <= 0.01)
print(time.time() > 1_700_000_000)
try:
    time.get_clock_info("sundial")
except ValueError as error:
    print(error)
try:
    time.time(1)
except TypeError as error:
    print(error)
print(time.clock_gettime(time.CLOCK_MONOTONIC) > 0, time.clock_getres(time.CLOCK_REALTIME) > 0)
