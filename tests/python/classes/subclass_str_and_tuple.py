# Immutable built-in classes are extended through __new__.
class Shout(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper() + "!")

    def twice(self):
        return self + self


s = Shout("hey")
print(s, s.twice(), len(s), s == "HEY!", hash(s) == hash("HEY!"))
print(type(s.lower()).__name__, type(s[:]).__name__, {s: 1}["HEY!"], repr(s))


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    @property
    def y(self):
        return self[1]

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


p = Point(1, 2)
print(p, p.x, p.y, p + Point(10, 20), p == (1, 2), type(p + p).__name__)
a, b = p
print(a, b, {p: "key"}[1, 2], type(p[:]).__name__)
p.label = "has a dict"
print(p.label)
