# Parameters before the slash cannot be named by the caller.
def f(a, b, /, c):
    return a, b, c


def g(a, /, **more):
    return a, more


def h(a=1, /):
    return a


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: f(1, 2, 3))
outcome(lambda: f(1, 2, c=3))
outcome(lambda: f(1, b=2, c=3))
outcome(lambda: f(a=1, b=2, c=3))
outcome(lambda: g(1, a=2))
outcome(lambda: g(a=2))
outcome(lambda: h())
outcome(lambda: h(a=1))
