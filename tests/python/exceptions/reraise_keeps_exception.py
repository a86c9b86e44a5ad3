# A bare raise passes on the same object.
def f():
    try:
        raise ValueError("original")
    except ValueError as error:
        error.note = "seen in f"
        raise


try:
    f()
except ValueError as error:
    print(error, error.note, error.__context__)


def g():
    try:
        int("x")
    except ValueError:
        try:
            {}["k"]
        except KeyError:
            pass
        raise


try:
    g()
except Exception as error:
    print(type(error).__name__, error)


def helper():
    raise


try:
    try:
        [][0]
    except IndexError:
        helper()
except IndexError as error:
    print("helper re-raised", error)
