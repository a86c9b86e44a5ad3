# Messages about attributes that are not there.
class Point:
    def __init__(self):
        self.colour = "red"


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


p = Point()
outcome(lambda: p.size)
outcome(lambda: p.color)
outcome(lambda: Point.colour)
outcome(lambda: (1).real_part)
outcome(lambda: "x".append("y"))
outcome(lambda: [].add(1))
outcome(lambda: None.x)
outcome(lambda: len.x)
outcome(lambda: delattr(p, "size"))
outcome(lambda: setattr(5, "x", 1))
outcome(lambda: setattr(None, "x", 1))
try:
    p.size
except AttributeError as error:
    print(error.name, error.obj is p)
try:
    int.x = 1
except TypeError as error:
    print(error)
try:
    "text".x = 1
except AttributeError as error:
    print(error)
try:
    "text".upper = 1
except AttributeError as error:
    print(error)
