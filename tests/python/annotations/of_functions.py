"""Annotations of parameters and results are evaluated once, at the definition."""


def note(text):
    print("evaluated", text)
    return text


def f(a: note("a"), /, b: note("b") = 1, *args: note("args"), c: note("c") = 2, **kw: note("kw")) -> note("result"):
    x: note("never") = 1
    return x


print(f.__annotations__)
f.__annotations__["b"] = "changed"
print(f.__annotations__["b"], f(1))
f.__annotations__ = {}
print(f.__annotations__)
for wrong in (5, []):
    try:
        f.__annotations__ = wrong
    except TypeError as error:
        print(error)
del f.__annotations__
print(f.__annotations__)
print((lambda: 1).__annotations__)


def g(*args: *tuple[int, str]):
    pass


print(g.__annotations__)
try:
    exec("def h():\n    a.b: undefined_name = 1")
    print("not run")
    exec("def h(x: undefined_name): pass")
except NameError as error:
    print(error)
