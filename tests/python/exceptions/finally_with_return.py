# A return in finally replaces everything.
def plain():
    try:
        return "try"
    finally:
        print("cleanup")


def replaced():
    try:
        return "try"
    finally:
        return "finally"


def swallowed():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def list_changed():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


def from_except():
    try:
        1 / 0
    except ZeroDivisionError:
        return "except"
    finally:
        print("after except")


for f in (plain, replaced, swallowed, value_kept, list_changed, from_except):
    print(f.__name__, f())
