# Truth of instances.
class Plain:
    pass


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Truth(Sized):
    def __bool__(self):
        return self.n > 5


print(bool(Plain()), bool(Sized(0)), bool(Sized(3)), bool(Truth(3)), bool(Truth(6)))
print("yes" if Sized(0) else "no", not Truth(0), Truth(9) and "and", Sized(0) or "or")


class BadBool:
    def __bool__(self):
        return 1


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: bool(BadBool()))
outcome(lambda: not BadBool())
outcome(lambda: len(Sized(-1)))
outcome(lambda: len(Sized("3")))
outcome(lambda: len(Sized(2.0)))
outcome(lambda: len(Plain()))
outcome(lambda: bool(Sized(-1)))
