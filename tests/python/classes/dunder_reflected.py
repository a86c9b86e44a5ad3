# The reflected method is used when the left operand cannot.
class Metre:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"{self.n}m"

    def __add__(self, other):
        if isinstance(other, (int, float)):
            return Metre(self.n + other)
        if isinstance(other, Metre):
            return Metre(self.n + other.n)
        return NotImplemented

    __radd__ = __add__

    def __rsub__(self, other):
        return ("rsub", other)

    def __rmul__(self, other):
        return ("rmul", other)

    def __rpow__(self, other):
        return ("rpow", other)

    def __rmod__(self, other):
        return ("rmod", other)


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


m = Metre(3)
print(m + 1, 1 + m, m + m)
print(sum([Metre(1), Metre(2)]))
print(5 - m, 2 * m, 2 ** m, [1] * 1, 7 % m)
outcome(lambda: m + "x")
outcome(lambda: "x" + m)
outcome(lambda: m - 1)
outcome(lambda: [1] + m)
outcome(lambda: m / 2)
