# Two functions calling each other: frames alternate.
def ping(n):
    return pong(n - 1)


def pong(n):
    if n < 0:
        raise RuntimeError("missed the ball")
    return ping(n - 1)


ping(5)
