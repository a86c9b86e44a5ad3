# What cannot be stored, and what the error says.
import pickle
import sys


class Local:
    pass


def inner():
    class Hidden:
        pass

    return Hidden


def numbers():
    yield 1


cases = [
    ("lambda", lambda: 0),
    ("local class", inner()),
    ("local instance", inner()()),
    ("generator", numbers()),
    ("module", sys),
    ("file", open("f", "w")),
]
for name, value in cases:
    try:
        pickle.dumps(value)
        print(name, "fine")
    except Exception as error:
        text = str(error)
        print(name, type(error).__name__, text.split(" at 0x")[0])
moved = Local()
Local = int
try:
    pickle.dumps(moved)
except pickle.PicklingError as error:
    print(type(error).__module__, error)
for value in [[1, iter([1])], {"k": (x for x in "")}]:
    try:
        print(len(pickle.dumps(value)) > 0)
    except TypeError as error:
        print(error)
