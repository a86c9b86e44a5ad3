# Locals go when the function returns, in order of their creation.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f():
    x = Loud("x")
    y = Loud("y")
    print("in f")


f()
print("after f")


def g():
    local = Loud("local")
    kept = Loud("kept")
    return kept


k = g()
print("returned", k.name)
del k


def h():
    thing = Loud("in failing function")
    raise ValueError("failed")


try:
    h()
except ValueError as error:
    print("caught", error)
print("after handler")
