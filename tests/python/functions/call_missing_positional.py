# The message lists the missing positional arguments.
def none_needed():
    return "ok"


def one(a):
    return a


def two(a, b):
    return a, b


def three(a, b, c):
    return a, b, c


def with_default(a, b, c=1):
    return a, b, c


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: none_needed())
outcome(lambda: one())
outcome(lambda: two())
outcome(lambda: two(1))
outcome(lambda: three())
outcome(lambda: three(1))
outcome(lambda: three(b=1))
outcome(lambda: with_default())
outcome(lambda: with_default(c=1))
