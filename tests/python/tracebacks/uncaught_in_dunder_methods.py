# Errors inside special methods.
class Vector:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vector(self.x + other.x)

    def __str__(self):
        return self.y


v = Vector(1) + Vector(2)
print(v.x)
print(v)
