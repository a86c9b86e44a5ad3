"""Overridden methods that call super()."""


class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def score(self, bonus):
        return self.area() + bonus


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height

    def score(self, bonus):
        return super().score(bonus) + 1


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)
        self.name = "square"

    def score(self, bonus):
        return super().score(bonus) * 2


total = 0
for i in range(300_000):
    shape = Square(i % 10) if i % 2 else Rectangle(i % 5, 3)
    total += shape.score(i % 3) + len(shape.name)
print(total)
