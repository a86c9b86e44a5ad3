# A cause and a context in one chain.
def first():
    return 1 / 0


def second():
    try:
        first()
    except ZeroDivisionError as error:
        raise ValueError("second") from error


def third():
    try:
        second()
    except ValueError:
        raise KeyError("third")


third()
