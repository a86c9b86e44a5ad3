# The same parameter must not be given twice.
def f(a, b=0):
    return a, b


def g(a, *, k=0, **more):
    return a, k, more


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: f(1, b=2))
outcome(lambda: f(1, a=2))
outcome(lambda: f(1, 2, b=3))
outcome(lambda: f(*[1], **{"a": 2}))
outcome(lambda: g(1, **{"k": 1}, **{"k": 2}))
outcome(lambda: g(1, k=1, **{"k": 2}))
outcome(lambda: g(1, a=2))
