import second

NUMBER = 1


def value():
    return second.NUMBER + NUMBER
