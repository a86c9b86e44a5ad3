"""Exceptions: raised, caught by type, through frames, with finally."""


class TooSmall(ValueError):
    def __init__(self, value):
        super().__init__(f"too small: {value}")
        self.value = value


def check(n):
    if n % 5 == 0:
        raise TooSmall(n)
    if n % 5 == 1:
        raise KeyError(n)
    return n


def outer(n):
    return check(n) + 1


def rounds(times):
    small = missing = done = total = 0
    for n in range(times):
        try:
            total += outer(n)
        except TooSmall as error:
            small += error.value % 3
        except (KeyError, IndexError):
            missing += 1
        else:
            total -= 1
        finally:
            done += 1
        try:
            int("x1" if n % 4 == 0 else "11")
        except ValueError:
            missing += 1
    return small, missing, done, total


print(rounds(400_000))
