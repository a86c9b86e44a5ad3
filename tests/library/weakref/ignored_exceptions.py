# Exceptions of callbacks, finalisers and atexit functions are reported, and the program goes on.
import atexit
import sys
import weakref


class C:
    pass


class Callback:
    def __repr__(self):
        return "<the callback>"

    def __call__(self, ref):
        raise ValueError("in the callback")


class Function:
    def __repr__(self):
        return "<the function>"

    def __call__(self):
        return 1 / 0


c = C()
r = weakref.ref(c, Callback())
sys.stdout.flush()
del c
print("still here", r())
atexit.register(Function())
print("end")
