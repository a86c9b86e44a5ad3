"""A scheduler: order, priorities, cancellation, its list."""

import sched

now = 0


def clock():
    return now


def wait(span):
    global now
    now += span


scheduler = sched.scheduler(clock, wait)
print(scheduler.empty(), scheduler.run())
scheduler.enter(3, 1, print, ("third",))
scheduler.enter(1, 2, print, ("second",))
scheduler.enter(1, 1, print, ("first",), {"end": "!\n"})
gone = scheduler.enterabs(2, 1, print, ("never",))
print([(e.time, e.priority, e.argument) for e in scheduler.queue])
scheduler.cancel(gone)
try:
    scheduler.cancel(gone)
except ValueError as error:
    print(error)
print(scheduler.run(blocking=False), now)
print(scheduler.run(), now)
