# Rich comparisons and what follows from them.
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return ".".join(map(str, self.parts))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


a, b = Version(1, 2), Version(1, 10)
print(a == b, a != b, a < b, a > b, a == Version(1, 2))
print(sorted([b, a, Version(0, 9)]), min(a, b), max(a, b))
print(a == 5, a != 5, 5 == a)
outcome(lambda: a < 5)
outcome(lambda: a <= b)
outcome(lambda: a >= b)
outcome(lambda: hash(a))
outcome(lambda: {a: 1})
print(a in [Version(3), Version(1, 2)])
