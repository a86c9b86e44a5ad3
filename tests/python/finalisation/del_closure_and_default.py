# Closures, defaults and bound methods hold objects.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def method(self):
        return self.name


def make(thing):
    return lambda: thing.name


f = make(Loud("closed over"))
print(f())
f = None
print("closure gone")


def g(default=Loud("default")):
    return default.name


print(g())
del g
print("function gone")
m = Loud("through method").method
print(m())
m = None
print("method gone")
print(Loud("chained").method())
print("end")
