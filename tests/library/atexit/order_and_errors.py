# atexit: last in, first out; arguments; unregistering; functions that register more.
import atexit
import sys


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


@atexit.register
def first():
    print("registered first, called last")


def greet(name, mark="!"):
    print(f"bye {name}{mark}")


print(atexit.register(greet, "bob", mark="?") is greet)
atexit.register(greet, "ann")


def removed():
    print("never")


atexit.register(removed)
atexit.register(removed)
atexit.unregister(removed)
atexit.unregister(len)


def adds_more():
    print("adding")
    atexit.register(print, "added at exit")


atexit.register(adds_more)
check(lambda: atexit.register(5))
check(lambda: atexit.register())
print("end")
sys.exit(3)
