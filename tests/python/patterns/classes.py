"""Class patterns: __match_args__, keywords, built-in types, and their errors."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Deep(Point):
    pass


def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return f"on x at {x}"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point():
            return "somewhere"
        case int(n) | float(n):
            return f"number {n}"
        case str(text):
            return f"text {text}"
        case list([first, *_]):
            return f"list from {first}"
    return "nothing"


for p in (Point(0, 0), Point(1, 0), Point(0, 2), Deep(3, 3), 5, True, 2.5, "t", [1, 2], [], None):
    print(where(p))
for source in ("case Point(1, 2, 3): pass", "case Point(1, x=2): pass", "case Bare(1): pass", "case 5(): pass", "case number(): pass",
               "case Odd(1): pass", "case Point(x=1, x=2): pass"):

    class Bare:
        pass

    class Odd:
        __match_args__ = (5,)

    number = 5
    for subject in ("Point(1, 2)", "Bare()", "Odd()"):
        try:
            exec(f"match {subject}:\n    {source}")
            print(source, "fine")
        except (TypeError, SyntaxError) as error:
            print(source, type(error).__name__, error)
