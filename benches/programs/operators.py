"""Operator methods of a class: vectors added, scaled, compared and indexed."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __getitem__(self, index):
        return self.y if index else self.x


place = Vector(0, 0)
step = Vector(1, 2)
hits = 0
for i in range(350_000):
    place = place + step * (i % 3)
    if place == step:
        hits += 1
    hits += place[1] & 1
print(place.x, place.y, hits)
