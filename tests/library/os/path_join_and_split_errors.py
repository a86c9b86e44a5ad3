# Wrong arguments of join, split and their kin.
import os.path as p

for action in [
    lambda: p.join("a", b"b"),
    lambda: p.join("a", 5),
    lambda: p.join(None, "a"),
    lambda: p.join(),
    lambda: p.split(5),
    lambda: p.splitext(None),
    lambda: p.basename([]),
]:
    try:
        print(action())
    except TypeError as error:
        print(error)
