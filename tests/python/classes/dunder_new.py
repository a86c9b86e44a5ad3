# __new__ decides what is made, __init__ runs if it fits.
class Single:
    only = None

    def __new__(cls, *args):
        print("new", args)
        if cls.only is None:
            cls.only = super().__new__(cls)
        return cls.only

    def __init__(self, value):
        print("init", value)
        self.value = value


a = Single(1)
b = Single(2)
print(a is b, a.value)


class Other:
    def __new__(cls):
        return "a string"

    def __init__(self):
        print("never")


print(Other())


class BadInit:
    def __init__(self):
        return 5


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(BadInit)


class Plain:
    pass


outcome(lambda: Plain(1))
outcome(lambda: Plain(x=1))
outcome(lambda: object(1))
outcome(lambda: object.__new__())
