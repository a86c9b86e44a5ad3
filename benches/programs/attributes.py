"""Reading and writing an instance's attributes."""


class Point:
    def __init__(self):
        self.x = 0
        self.y = 1
        self.moves = 0


def walk(point, steps):
    for i in range(steps):
        point.x = point.x + point.y
        if point.x > 1000:
            point.x -= 1000
        point.y = i & 15
        point.moves += 1


point = Point()
walk(point, 1_500_000)
print(point.x, point.y, point.moves)
