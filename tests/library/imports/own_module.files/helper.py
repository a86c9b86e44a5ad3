"""A small module."""

print("helper is loaded as", __name__)
GREETING = "Hello"
_private = "hidden"
counter = 1


def greet(name):
    return f"{GREETING}, {name}!"


def current():
    return counter
