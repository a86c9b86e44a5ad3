# The built-in functions globals and locals.
answer = 42


def f(a, b=2):
    c = a + b
    return locals()


print(f(1))
print(globals()["answer"])
globals()["planted"] = "by hand"
print(planted)
print("answer" in globals(), "c" in globals())
print(locals() is globals())


def g():
    return sorted(locals()), [k for k in locals()]


print(g())


def h():
    x = 1
    def inner():
        return x, locals()
    return inner()


print(h())
