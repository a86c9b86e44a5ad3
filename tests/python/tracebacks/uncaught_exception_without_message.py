# Exceptions without arguments show their name only.
class Quiet(Exception):
    pass


def f():
    raise Quiet


print("before")
f()
