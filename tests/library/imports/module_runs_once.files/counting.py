_times = 0


def count():
    global _times
    _times += 1


def times():
    return _times
