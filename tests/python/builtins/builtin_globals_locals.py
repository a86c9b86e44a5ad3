"""globals() is the module's namespace; locals() of a function is a copy of its variables."""

x = 1
globals()["y"] = 2
print(y, globals() is globals(), locals() is globals(), "x" in locals())


def f(a):
    b = 2
    seen = locals()
    seen["a"] = 10
    c = 3
    return a, sorted(seen), sorted(locals()), locals() is locals(), globals() is f.__globals__


print(f(1))


class C:
    z = 1
    locals()["w"] = 2
    names = [n for n in ("z", "w") if n in locals()] if False else sorted(n for n in dir() if not n.startswith("_"))


print(C.w, C.names)
for call in (lambda: globals(1), lambda: locals(x=1), lambda: vars(5), lambda: vars(1, 2)):
    try:
        call()
    except TypeError as error:
        print(error)
