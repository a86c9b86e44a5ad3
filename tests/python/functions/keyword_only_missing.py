# Keyword-only parameters: required, optional, missing.
def one(*, a):
    return a


def several(x, *, a, b, c=3):
    return x, a, b, c


def after_rest(*items, sep):
    return sep.join(items)


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: one(a=1))
outcome(lambda: one())
outcome(lambda: one(1))
outcome(lambda: several(0, a=1, b=2))
outcome(lambda: several(0))
outcome(lambda: several(0, b=1))
outcome(lambda: several(a=1, b=2))
outcome(lambda: after_rest("p", "q", sep="-"))
outcome(lambda: after_rest("p", "q"))
