# Types that JSON has no form for.
import json


class Point:
    pass


for value in [{1, 2}, b"x", 1j, Point, len, range(3), object, ..., NotImplemented]:
    try:
        print(json.dumps(value))
    except TypeError as error:
        print(error)
for value in [[1, {"a": Point()}], {"k": {"deep": [Point()]}}]:
    try:
        print(json.dumps(value))
    except TypeError as error:
        print(error, getattr(error, "__notes__", None))
