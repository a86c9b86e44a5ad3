"""Exceptions that a program has linked to a ring do not stop another from being raised."""

a, b, c = Exception("a"), Exception("b"), Exception("c")
a.__context__, b.__context__, c.__context__ = b, c, b
try:
    try:
        raise a
    except Exception:
        raise KeyError("new")
except KeyError as error:
    print(error.__context__ is a, a.__context__ is b, b.__context__ is c, c.__context__ is b)
a.__context__ = a
try:
    try:
        raise a
    except Exception:
        raise KeyError("newer")
except KeyError as error:
    print(error.__context__ is a)
