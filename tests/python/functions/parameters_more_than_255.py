"""A function takes any number of parameters, in every way of passing them."""

names = [f"a{i}" for i in range(300)]
space = {}
exec(f"def f({', '.join(names)}): return a0 + a150 + a299", space)
f = space["f"]
print(f(*range(300)))
print(f(**{name: 1 for name in names}))
print(f(*range(299), a299=5))
print(f.__code__.co_argcount, f.__code__.co_varnames[:2], f.__code__.co_varnames[-1])
for call in (lambda: f(*range(299)), lambda: f(*range(301)), lambda: f(*range(300), a0=1), lambda: f(*range(300), b=1)):
    try:
        call()
    except TypeError as error:
        print(error)
exec(f"def g({', '.join(n + '=' + n[1:] for n in names)}, *rest, key=1, **more): return a1, a299, rest, key, more", space)
g = space["g"]
print(g())
print(g(*range(302), key=3, other=4))
exec(f"def h({', '.join(names)}):\n    def inner(): return a7, a299\n    a7 = 'new'\n    return inner", space)
print(space["h"](*range(300))())
exec(f"def k({', '.join(names)}):\n    yield a298\n    yield len(locals())\n    del a5\n    a5", space)
k = space["k"](*range(300))
print(next(k), next(k))
try:
    next(k)
except UnboundLocalError as error:
    print(error)
