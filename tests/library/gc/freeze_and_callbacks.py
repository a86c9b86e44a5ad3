"""freeze() keeps objects from the collector; callbacks hear of collections; finalisers run once."""
import gc

gc.disable()
gc.collect()
print(gc.get_freeze_count(), gc.callbacks, gc.get_debug())


def cycle():
    row = []
    row.append(row)


keep = [[] for _ in range(100)]
gc.freeze()
print(gc.get_freeze_count() >= 100, any(item is keep for item in gc.get_objects()))
cycle()
print(gc.collect())
# What is frozen is not looked at, even if it is garbage.
keep.append(keep)
del keep
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect() >= 1)


def heard(phase, info):
    print(phase, info["generation"], info["collected"], info["uncollectable"])


gc.callbacks.append(heard)
cycle()
gc.collect()
gc.collect(1)
gc.callbacks.remove(heard)
gc.collect()


class Kept:
    def __del__(self):
        global back
        back = self


kept = Kept()
print(gc.is_finalized(kept), gc.is_finalized(3))
del kept
print(gc.is_finalized(back))
gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
print(gc.get_debug(), gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.set_debug(0)
