# _getframe, getrefcount, getsizeof and displayhook.
import sys


def outer():
    secret = 1
    return inner()


def inner():
    frame = sys._getframe()
    caller = sys._getframe(1)
    return (
        frame.f_code.co_name,
        caller.f_code.co_name,
        caller.f_locals["secret"],
        frame.f_back is caller,
        caller.f_lineno,
    )


print(outer())
print(sys._getframe().f_code.co_name, sys._getframe().f_globals is globals())
try:
    sys._getframe(100)
except ValueError as error:
    print(error)
print(sys.getsizeof([]) > 0, sys.getsizeof("a" * 1000) > 1000, sys.getrefcount(object()) >= 1)


class Sized:
    def __sizeof__(self):
        return 1000


print(sys.getsizeof(Sized()) >= 1000)
sys.displayhook(5)
sys.displayhook("text")
sys.displayhook(None)
import builtins

print(builtins._)
print(sys.getswitchinterval() > 0, sys.is_finalizing())
