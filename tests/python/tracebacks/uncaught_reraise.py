# A bare raise keeps the place where the exception began.
def risky():
    return {}["missing"]


def careful():
    try:
        return risky()
    except KeyError:
        print("logging")
        raise


careful()
