import first

NUMBER = 10


def other():
    return first.NUMBER * NUMBER
