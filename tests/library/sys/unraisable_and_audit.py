# Errors in __del__ go to unraisablehook.
import sys


class Broken:
    def __del__(self):
        raise ValueError("in del")


def hook(info):
    print(info.exc_type.__name__, info.exc_value, info.err_msg, getattr(info.object, "__qualname__", None))


sys.unraisablehook = hook
b = Broken()
del b
print("goes on", sys.__unraisablehook__ is not hook)
