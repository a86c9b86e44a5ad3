# What a generator object tells of itself.
def f():
    yield 1


g = f()
print(type(g).__name__, g.__name__, g.__qualname__, iter(g) is g)
print(g.gi_running, g.gi_frame is None)
list(g)
print(g.gi_frame is None)
print(f.__name__, callable(f), callable(g))
try:
    len(g)
except TypeError as error:
    print(error)
try:
    g[0]
except TypeError as error:
    print(error)
try:
    g()
except TypeError as error:
    print(error)
print(hasattr(g, "send"), hasattr(g, "throw"), hasattr(g, "close"), hasattr(g, "__next__"))
print(bool(f()), 1 in f(), 2 in f())
