# default= turns other objects into something that JSON knows.
import json


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def as_json(value):
    if isinstance(value, Point):
        return {"x": value.x, "y": value.y}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, complex):
        return str(value)
    raise TypeError(f"cannot store {type(value).__name__}")


print(
    json.dumps(
        {"p": Point(1, 2), "s": {3, 1, 2}, "n": [Point(0, frozenset([5]))], "c": 1 + 2j}, default=as_json
    )
)
try:
    json.dumps([b"bytes"], default=as_json)
except TypeError as error:
    print(error, getattr(error, "__notes__", None))
print(json.dumps({1, 2}, default=list), json.dumps(Point(1, 2), default=vars), json.dumps(b"x", default=repr))
try:
    json.dumps(object(), default=lambda value: value)
except ValueError as error:
    print(error)
print(json.dumps(Point(5, Point(6, 7)), default=lambda value: value.__dict__, indent=1))
